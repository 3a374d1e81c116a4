import type { Node } from './syntax.ts';

/** Reads a template from its beginning to its end. */
export class Reader {
  readonly text: string;
  /** Parses a template within this one: a text in double quotes. */
  readonly nested: (text: string) => Node[];
  position = 0;

  constructor(text: string, nested: (text: string) => Node[]) {
    this.text = text;
    this.nested = nested;
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** What `pattern` (sticky) finds here, which is passed over; undefined when it does not fit. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.position += found[0].length;
    return found;
  }

  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.position;
    return pattern.test(this.text);
  }

  skipSpace(): void {
    this.take(/\s*/y);
  }

  /** Throws an Error unless `sign` comes next. */
  expect(sign: string): void {
    this.skipSpace();
    if (!this.text.startsWith(sign, this.position)) throw this.unreadable(sign);
    this.position += sign.length;
  }

  unreadable(expected: string): Error {
    const line = this.text.slice(0, this.position).split('\n').length;
    const rest = this.text.slice(this.position, this.position + 30).split('\n', 1)[0] ?? '';
    return new Error(
      `a mapping template cannot be read in line ${line}: ${expected} is expected at ${rest === '' ? 'its end' : `"${rest}"`}`,
    );
  }
}
