/** The items in an order that the seed decides: the same wherever it is asked, so that page and browser agree. */
export function shuffle<Item>(items: readonly Item[], seed: string): Item[] {
  const random = generator(seed);
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const item = shuffled[last] as Item;
    shuffled[last] = shuffled[other] as Item;
    shuffled[other] = item;
  }
  return shuffled;
}

/** An order in which not everything already stands where it belongs. */
export function disorder<Item>(items: readonly Item[], seed: string): Item[] {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const shuffled = shuffle(items, `${seed}:${attempt}`);
    if (shuffled.some((item, index) => item !== items[index])) return shuffled;
  }
  return [...items].reverse();
}

/** Numbers from 0 to below 1, as even as a shuffle of a few options needs them (xorshift on an FNV-1a hash). */
function generator(seed: string): () => number {
  let state = 2_166_136_261;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  state = state >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}
