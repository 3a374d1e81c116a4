import { QueryError } from './query-error.ts';

export type Token =
  | { kind: 'name' | 'text' | 'number' | 'sign'; text: string; from: number; to: number }
  /** A regular expression: `text` is what stands between the slashes. */
  | { kind: 'pattern'; text: string; from: number; to: number };

/** After one of these a slash begins a regular expression; elsewhere it divides. */
const beforePattern = /^(like|=~|parse|matches)$/i;

const shapes: [kind: Token['kind'] | 'space' | 'comment', shape: RegExp][] = [
  ['space', /\s+/y],
  ['comment', /#[^\n]*/y],
  ['text', /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y],
  ['name', /`[^`]+`|[@A-Za-z_][@\w.]*/y],
  ['number', /\d+(?:\.\d+)?(?:[a-z]+)?/y],
  ['sign', /=~|!=|<=|>=|[-+*%^=<>(),|[\]]|\//y],
];

/** The parts of a query. Throws a QueryError. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const last = tokens.at(-1);
    // `parse @message /…/` has the field before the pattern.
    const ofParse = last?.kind === 'name' && /^parse$/i.test(tokens.at(-2)?.text ?? '');
    const token =
      query[at] === '/' && (ofParse || beforePattern.test(last?.text ?? ''))
        ? patternAt(query, at)
        : tokenAt(query, at);
    if (token.kind !== 'space') tokens.push(token as Token);
    at = token.to;
  }
  return tokens;
}

function tokenAt(query: string, at: number): { kind: string; text: string; from: number; to: number } {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const [found] = shape.exec(query) ?? [];
    if (found === undefined) continue;
    const to = at + found.length;
    if (kind === 'comment') return { kind: 'space', text: '', from: at, to };
    const quoted = kind === 'text' || found.startsWith('`');
    return { kind, text: quoted ? unquoted(found) : found, from: at, to };
  }
  throw new QueryError(
    `unexpected symbol ${JSON.stringify(query[at])} at character ${at + 1}. Put a field with such a symbol in its name between backticks.`,
  );
}

function patternAt(query: string, at: number): Token {
  const [found] = /\/(?:[^/\\\n]|\\.)*\//.exec(query.slice(at)) ?? [];
  if (found === undefined)
    throw new QueryError(`the regular expression at character ${at + 1} has no end. End it with a slash.`);
  return { kind: 'pattern', text: found.slice(1, -1), from: at, to: at + found.length };
}

const unquoted = (text: string): string =>
  text.startsWith('`') ? text.slice(1, -1) : text.slice(1, -1).replaceAll(/\\(["'\\])/g, '$1');
