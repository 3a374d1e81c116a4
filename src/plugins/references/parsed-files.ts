/**
 * What was read from files, kept while their text stays the same: a build asks for one file hundreds of times, and the
 * page that is being written sees every change of it.
 */
export class ParsedFiles<Content> {
  readonly #kept = new Map<string, { text: string; content: Content }>();

  /** What `parse` made of this text when it was last asked for; what it throws is not kept. */
  get(file: string, text: string, parse: () => Content): Content {
    const kept = this.#kept.get(file);
    if (kept?.text === text) return kept.content;
    const content = parse();
    this.#kept.set(file, { text, content });
    return content;
  }
}
