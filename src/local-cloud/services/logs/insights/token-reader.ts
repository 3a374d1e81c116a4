import { QueryError } from './query-error.ts';
import type { Row, Value } from './row.ts';
import type { Token } from './tokens.ts';

/** Reads a call when one of its kind is next. */
type ReadCall = () => ((row: Row) => Value) | undefined;

/** Reads the tokens of one command from left to right. */
export class TokenReader {
  readonly #query: string;
  readonly #tokens: Token[];
  #at = 0;
  #readCall: ReadCall | undefined;

  constructor(query: string, tokens: Token[]) {
    this.#query = query;
    this.#tokens = tokens;
  }

  get next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Whether the next token is a name or sign with one of these texts, in capitals or not. */
  sees(...texts: string[]): boolean {
    const { next } = this;
    return (
      next !== undefined &&
      (next.kind === 'name' || next.kind === 'sign') &&
      texts.includes(next.text.toLowerCase())
    );
  }

  /** Whether a name and a parenthesis are next. */
  get seesCall(): boolean {
    const after = this.#tokens[this.#at + 1];
    return this.next?.kind === 'name' && after?.kind === 'sign' && after.text === '(';
  }

  take(): Token {
    const token = this.#tokens[this.#at];
    if (!token) throw new QueryError('the query ends where something is missing. Complete its last command.');
    this.#at += 1;
    return token;
  }

  /** Takes the next token when it is such a one. */
  takeIf(...texts: string[]): boolean {
    const seen = this.sees(...texts);
    if (seen) this.#at += 1;
    return seen;
  }

  /** Throws a QueryError when the next token is none of these. */
  expect(...texts: string[]): void {
    if (!this.takeIf(...texts)) throw this.unexpected(`Write ${texts.join(' or ')} there.`);
  }

  /** Throws a QueryError when the next token is none of this kind. */
  takeKind(kind: Token['kind'], what: string): string {
    if (this.next?.kind !== kind) throw this.unexpected(`Write ${what} there.`);
    return this.take().text;
  }

  /** Reads with `read`, in which `readCall` is asked first what stands for a value. */
  withCalls<T>(readCall: ReadCall | undefined, read: () => T): T {
    const before = this.#readCall;
    this.#readCall = readCall;
    try {
      return read();
    } finally {
      this.#readCall = before;
    }
  }

  /** What a call of another kind than functions of values is for a row; undefined when none is next. */
  call(): ((row: Row) => Value) | undefined {
    return this.#readCall?.();
  }

  unexpected(what: string): QueryError {
    const { next } = this;
    return new QueryError(
      next
        ? `unexpected ${JSON.stringify(this.#query.slice(next.from, next.to))} at character ${next.from + 1}. ${what}`
        : `the query ends too early. ${what}`,
    );
  }

  /** The query's text of what `read` reads, and what it gives. */
  withText<T>(read: () => T): { text: string; value: T } {
    const from = this.next?.from ?? 0;
    const value = read();
    return { text: this.#query.slice(from, this.#tokens[this.#at - 1]?.to).trim(), value };
  }
}
