import { nearest } from '#content/nearest.ts';

/** `Did you mean x?` when something is near, else all that is known. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near ? `Did you mean ${near}?` : `Known: ${known.join(', ')}.`;
}
