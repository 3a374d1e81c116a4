/** An author's mistake in two parts: what is wrong, with the value named, and what to do. */
export class AuthorError extends Error {
  override name = 'AuthorError';
  readonly problem: string;
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
    this.problem = problem;
    this.remedy = remedy;
  }

  /** The same mistake with the place where it was made, e.g. `docs/two-ways/place-one-order/index.mdx:12`. */
  at(place: string): AuthorError {
    return new AuthorError(`${place}: ${this.problem}`, this.remedy);
  }
}

/** The error for a name that is not in a list (`where` says of which); its remedy names the nearest one, or all when none is near. */
export function unknownName(what: string, name: string, known: readonly string[], where = ''): AuthorError {
  const near = nearest(name, known);
  const remedy =
    known.length === 0
      ? 'There is none yet.'
      : near
        ? `Did you mean "${near}"?`
        : `Known: ${known.map((each) => `"${each}"`).join(', ')}.`;
  return new AuthorError(`there is no ${what} "${name}"${where && ` ${where}`}.`, remedy);
}

/** The candidate with the fewest edits, or nothing when even that one differs in more than a third. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

/** Levenshtein distance with two rows. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
