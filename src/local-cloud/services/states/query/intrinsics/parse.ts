import { parsePath } from '../json-path/parse-path.ts';
import { Scanner } from '../json-path/scanner.ts';
import type { Path } from '../json-path/syntax.ts';
import { intrinsics } from './functions.ts';

export type Argument =
  /** `source`: as it is written, with its escapes. */
  | { kind: 'text'; value: string; source: string }
  | { kind: 'literal'; value: number | boolean | null }
  | { kind: 'path'; path: Path }
  | { kind: 'call'; call: Call };

export interface Call {
  /** As it is written. */
  text: string;
  name: string;
  arguments: Argument[];
}

/** "You can nest up to 10 intrinsic functions within a field in your workflows." */
const deepest = 10;

/**
 * A call of an intrinsic function: `States.Format('…', $.name)`. Throws an Error.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export function parseIntrinsic(text: string): Call {
  const scanner = new Scanner(text.trim());
  const call = parseCall(scanner, 1);
  if (!scanner.isAtEnd) throw scanner.unreadable('nothing more');
  return call;
}

function parseCall(scanner: Scanner, depth: number): Call {
  const from = scanner.at;
  const [, name = ''] = scanner.take(/([A-Za-z\d._]+)(?=\()/y) ?? [];
  if (name === '')
    throw new Error(
      `${scanner.text} is neither a path, which begins with $, nor a call of an intrinsic function`,
    );
  const known = intrinsics.get(name);
  if (!known)
    throw new Error(`there is no intrinsic function ${name}: ${[...intrinsics.keys()].join(', ')} are there`);
  if (depth > deepest) throw new Error(`${scanner.text} nests more than ${deepest} intrinsic functions`);
  scanner.expect('(');
  const given: Argument[] = [];
  scanner.skipSpace();
  if (!scanner.take(/\)/y)) {
    do {
      given.push(parseArgument(scanner, depth));
      scanner.skipSpace();
    } while (scanner.take(/,/y));
    scanner.expect(')');
  }
  const [least, most] = known.arguments;
  if (given.length < least || given.length > most)
    throw new Error(
      `${name} in ${scanner.text} has ${given.length} arguments, and takes ${least === most ? least : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`}`,
    );
  return { text: scanner.text.slice(from, scanner.at), name, arguments: given };
}

function parseArgument(scanner: Scanner, depth: number): Argument {
  scanner.skipSpace();
  const text = scanner.take(/'((?:[^'\\]|\\[\s\S])*)'/y);
  if (text) {
    const source = text[1] ?? '';
    const [open] = /\\(?!['{}\\])/.exec(source.replaceAll('\\\\', '')) ?? [];
    if (open !== undefined)
      throw new Error(
        `${scanner.text} has a backslash that escapes nothing: of ' { } and \\ it makes plain characters`,
      );
    return { kind: 'text', source, value: unescapedText(source) };
  }
  const number = scanner.take(/-?\d+(\.\d+)?([eE][+-]?\d+)?(?=\s*[,)])/y);
  if (number) return { kind: 'literal', value: Number(number[0]) };
  const word = scanner.take(/(true|false|null)(?=\s*[,)])/y);
  if (word) return { kind: 'literal', value: JSON.parse(word[0]) };
  if (/^\$/.test(scanner.text.slice(scanner.at))) return { kind: 'path', path: parsePath(takePath(scanner)) };
  return { kind: 'call', call: parseCall(scanner, depth + 1) };
}

export const unescapedText = (source: string): string => source.replaceAll(/\\(['{}\\])/g, '$1');

/** A path ends before the comma or the parenthesis that is not its own. */
function takePath(scanner: Scanner): string {
  const from = scanner.at;
  while (!scanner.isAtEnd && !/[,)\s]/.test(scanner.text[scanner.at] as string)) {
    if (!scanner.take(/\[(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\]'"])*\]|[\s\S]/y)) break;
  }
  return scanner.text.slice(from, scanner.at);
}
