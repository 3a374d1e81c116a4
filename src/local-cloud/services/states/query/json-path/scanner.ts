/** Reads a text from its beginning to its end. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What a sticky pattern finds here, which is then behind. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  skipSpace(): void {
    this.take(/\s*/y);
  }

  /** Throws an Error when the text does not go on with this one. */
  expect(text: string): void {
    this.skipSpace();
    if (!this.text.startsWith(text, this.at)) throw this.unreadable(`‘${text}’`);
    this.at += text.length;
  }

  unreadable(wanted: string): Error {
    const rest = this.text.slice(this.at);
    return new Error(
      `${this.text} cannot be read: ${wanted} has to stand ${rest === '' ? 'at its end' : `where ‘${rest}’ begins`}`,
    );
  }
}
