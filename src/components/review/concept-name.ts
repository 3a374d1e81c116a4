/** The name of a concept, or its slug in words while it has none. */
export function conceptName(concept: string, names: Record<string, string>): string {
  return names[concept] ?? concept.replaceAll('-', ' ');
}
