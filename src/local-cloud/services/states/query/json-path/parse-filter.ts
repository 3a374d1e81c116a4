import type { Scanner } from './scanner.ts';
import type { Comparison, DefiniteStep, Filter, Operand } from './syntax.ts';

/**
 * What stands between the parentheses of `[?(…)]`. Step Functions compares parts of a node with literals; it has no regular
 * expressions, no words such as `in`, and no comparison with another value of the document. Throws an Error.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export function parseFilter(scanner: Scanner): Filter {
  const filters = [parseAnd(scanner)];
  while (scanner.take(/\s*\|\|/y)) filters.push(parseAnd(scanner));
  return filters.length === 1 ? (filters[0] as Filter) : { kind: 'or', filters };
}

function parseAnd(scanner: Scanner): Filter {
  const filters = [parseUnary(scanner)];
  while (scanner.take(/\s*&&/y)) filters.push(parseUnary(scanner));
  return filters.length === 1 ? (filters[0] as Filter) : { kind: 'and', filters };
}

function parseUnary(scanner: Scanner): Filter {
  if (scanner.take(/\s*!(?!=)/y)) return { kind: 'not', filter: parseUnary(scanner) };
  if (scanner.take(/\s*\(/y)) {
    const inner = parseFilter(scanner);
    scanner.expect(')');
    return inner;
  }
  const left = parseOperand(scanner);
  const [, operator] = scanner.take(/\s*(==|!=|<=|>=|<|>)/y) ?? [];
  if (operator !== undefined) {
    const right = parseOperand(scanner);
    if (left.kind === right.kind)
      throw new Error(
        `the filter in ${scanner.text} is not supported: it compares a part of @ with a text, a number, true, false or null`,
      );
    return { kind: 'compare', operator: operator as Comparison, left, right };
  }
  if (left.kind === 'literal') throw scanner.unreadable('a comparison');
  return { kind: 'present', steps: left.steps };
}

function parseOperand(scanner: Scanner): Operand {
  scanner.skipSpace();
  if (scanner.take(/@/y)) return { kind: 'node', steps: parseNodeSteps(scanner) };
  const text = scanner.take(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/y);
  if (text) return { kind: 'literal', value: unescaped(text[1] ?? text[2] ?? '') };
  const number = scanner.take(/-?\d+(\.\d+)?([eE][+-]?\d+)?/y);
  if (number) return { kind: 'literal', value: Number(number[0]) };
  const word = scanner.take(/(true|false|null)\b/y);
  if (word) return { kind: 'literal', value: JSON.parse(word[0]) };
  throw scanner.unreadable('a part of @, a text, a number, true, false or null');
}

function parseNodeSteps(scanner: Scanner): DefiniteStep[] {
  const steps: DefiniteStep[] = [];
  for (;;) {
    const found = scanner.take(
      /\.([\p{L}\p{N}_$-]+)|\[(-?\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/uy,
    );
    if (!found) return steps;
    const [, name, index, single, double] = found;
    if (index === undefined) steps.push({ kind: 'name', name: name ?? unescaped(single ?? double ?? '') });
    else steps.push({ kind: 'index', index: Number(index) });
  }
}

export const unescaped = (text: string): string => text.replaceAll(/\\(.)/gs, '$1');
