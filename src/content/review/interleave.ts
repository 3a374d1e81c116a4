/**
 * Mixes the items so that no two of one group follow each other as long as others are left. Within a group the order
 * stays; the group with most left goes first, so that nothing piles up at the end.
 */
export function interleave<Item>(items: readonly Item[], groupOf: (item: Item) => string): Item[] {
  const groups = [...Map.groupBy(items, groupOf)].map(([name, members]) => ({ name, members: [...members] }));
  const mixed: Item[] = [];
  let last: string | undefined;
  while (mixed.length < items.length) {
    const open = groups.filter(({ members }) => members.length > 0);
    const others = open.filter(({ name }) => name !== last);
    const [next] = (others.length > 0 ? others : open).toSorted(
      (a, b) => b.members.length - a.members.length,
    );
    const item = next?.members.shift();
    if (!next || item === undefined) break;
    mixed.push(item);
    last = next.name;
  }
  return mixed;
}
