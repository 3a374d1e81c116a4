/** "You can specify values or ranges of values between 200 and 499": `200`, `200,202`, `200-299`. Throws an Error. */
export function statusMatcher(text: string): (status: number) => boolean {
  const ranges = text.split(',').map((each): [from: number, to: number] => {
    const [, from, to = from] = /^\s*(\d{3})(?:-(\d{3}))?\s*$/.exec(each) ?? [];
    const range: [number, number] = [Number(from), Number(to)];
    if (!(range[0] >= 200 && range[0] <= range[1] && range[1] <= 499))
      throw new Error(
        `the HttpCode ${text} is not possible: write statuses or ranges from 200 to 499, such as 200,202 or 200-299`,
      );
    return range;
  });
  return (status) => ranges.some(([from, to]) => from <= status && status <= to);
}
