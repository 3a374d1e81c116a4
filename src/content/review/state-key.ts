/** The key of a question in `knownStates`. */
export function stateKey({ id, revision }: { id: string; revision: number }): string {
  return `${id}@${revision}`;
}
