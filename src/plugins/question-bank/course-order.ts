/**
 * The ids of lessons (`part/lesson`) and interview questions in the order in which the text of sidebars.ts names them.
 * Text, because a page's data has to follow a change of that file, and is made without waiting for an import.
 */
export function courseOrder(sidebars: string): string[] {
  return [...sidebars.matchAll(/'([a-z0-9-]+(?:\/[a-z0-9-]+)+)'/g)]
    .map(([, id = '']) => id.replace(/\/index$/, ''))
    .filter((id) => id.split('/').length === 2);
}

/** Compares ids by their place in the course; what the menu does not name comes last, by its name. */
export function byCourse(order: readonly string[]): (a: string, b: string) => number {
  const rank = (id: string) => {
    const at = order.indexOf(id);
    return at < 0 ? order.length : at;
  };
  return (a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}
