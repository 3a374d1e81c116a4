/*
 * A trace says in words what it left out. Who writes that sentence and who reads the numbers in it stand together.
 */

/** What a trace holds of a run, as a sentence: `kept` of `all` orders. */
export function sampledText(kept: number, all: number): string {
  const which = kept === all ? '' : ` ${kept} of ${all} orders, evenly spread over their arrival.`;
  return `One of the repetitions.${which} Times count from its begin, rounded to 0.1 ms; ids are shortened; log lines are left out.`;
}

/** How many orders there were; undefined when none were left out. */
export function ordersIn(sampled: string): number | undefined {
  const [, all] = /\b\d+ of (\d+) orders\b/.exec(sampled) ?? [];
  return all === undefined ? undefined : Number(all);
}
