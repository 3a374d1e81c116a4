import { parseFilter, unescaped } from './parse-filter.ts';
import { Scanner } from './scanner.ts';
import { isDefinite, type Path, type Step } from './syntax.ts';

/**
 * A path made ready: `$…` of the input, `$$…` of the context object, `$name…` of a variable. Throws an Error for what Step
 * Functions does not have: functions, words such as `subsetof`, regular expressions.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export function parsePath(text: string): Path {
  const scanner = new Scanner(text);
  const root = rootOf(scanner);
  const steps: Step[] = [];
  while (!scanner.isAtEnd) steps.push(...parseSteps(scanner));
  return { text, root, steps };
}

/** A path that leads to one place of the input, as ResultPath has to. Throws an Error. */
export function parseReferencePath(text: string): Path {
  const path = parsePath(text);
  if (path.root.kind !== 'input')
    throw new Error(
      `${text} is not possible here: it has to begin with one $, and be a path of the state’s input`,
    );
  if (!path.steps.every(isDefinite))
    throw new Error(`${text} has to be a Reference Path, which leads to one place: without * .. , : and ?`);
  return path;
}

function rootOf(scanner: Scanner): Path['root'] {
  if (scanner.take(/\$\$(?=[.[]|$)/y)) return { kind: 'context' };
  const variable = scanner.take(/\$([\p{ID_Start}_][\p{ID_Continue}]*)/uy);
  if (variable) return { kind: 'variable', name: variable[1] ?? '' };
  if (scanner.take(/\$(?=[.[]|$)/y)) return { kind: 'input' };
  throw new Error(`${scanner.text} is no path: it has to begin with $`);
}

function parseSteps(scanner: Scanner): Step[] {
  const deep = scanner.take(/\.\./y);
  if (deep) {
    const next = /\[/y;
    next.lastIndex = scanner.at;
    return [{ kind: 'deep' }, next.test(scanner.text) ? parseBracket(scanner) : parseName(scanner)];
  }
  if (scanner.take(/\./y)) return [parseName(scanner)];
  return [parseBracket(scanner)];
}

function parseName(scanner: Scanner): Step {
  if (scanner.take(/\*/y)) return { kind: 'all' };
  const name = scanner.take(/(?:\\.|[^\s.[\](),:?@*'"\\])+/y);
  if (!name) throw scanner.unreadable('a name');
  if (scanner.take(/\(/y))
    throw new Error(
      `${scanner.text} is not supported: Step Functions has no functions such as ${name[0]}() in paths`,
    );
  return { kind: 'name', name: unescaped(name[0]) };
}

function parseBracket(scanner: Scanner): Step {
  scanner.expect('[');
  const step = parseInBracket(scanner);
  scanner.expect(']');
  return step;
}

function parseInBracket(scanner: Scanner): Step {
  scanner.skipSpace();
  if (scanner.take(/\*/y)) return { kind: 'all' };
  if (scanner.take(/\?\s*\(/y)) {
    const filter = parseFilter(scanner);
    scanner.expect(')');
    return { kind: 'filter', filter };
  }
  const quoted = scanner.take(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/y);
  if (quoted) return { kind: 'name', name: unescaped(quoted[1] ?? quoted[2] ?? '') };
  const slice = scanner.take(/(-?\d+)?\s*:\s*(-?\d+)?/y);
  if (slice) return { kind: 'slice', from: numberOf(slice[1]), to: numberOf(slice[2]) };
  const indexes = scanner.take(/-?\d+(\s*,\s*-?\d+)*/y);
  if (!indexes) throw scanner.unreadable('a name in quotes, an index, a slice, * or ?(…)');
  const [first = 0, ...more] = indexes[0].split(',').map(Number);
  return more.length === 0 ? { kind: 'index', index: first } : { kind: 'indexes', indexes: [first, ...more] };
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
