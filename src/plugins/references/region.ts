import { AuthorError, unknownName } from './problem.ts';

const marker = /^\s*\/\/ #(region|endregion) (\S+)\s*$/;

/** A part of a source file: its code without common indentation, and the lines that it is on. */
export interface Region {
  code: string;
  firstLine: number;
  lastLine: number;
}

/** The lines between `// #region name` and `// #endregion name`, or the whole file; markers are left out. */
export function readRegion(text: string, name?: string): Region {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const [from, to] = name === undefined ? [0, lines.length] : findRegion(lines, name);
  const shown = lines.slice(from, to).filter((line) => !marker.test(line));
  return { code: dedent(shown).join('\n'), firstLine: from + 1, lastLine: to };
}

function findRegion(lines: string[], name: string): [from: number, to: number] {
  const marks = lines.flatMap((line, index) => {
    const [, kind, region] = marker.exec(line) ?? [];
    return region ? [{ kind, region, index }] : [];
  });
  const start = marks.find((mark) => mark.kind === 'region' && mark.region === name);
  if (!start) {
    const known = marks.filter((mark) => mark.kind === 'region').map((mark) => mark.region);
    throw unknownName('region', name, known);
  }
  const end = marks.find((mark) => mark.kind === 'endregion' && mark.region === name);
  if (!end) throw new AuthorError(`region "${name}" does not end.`, `Add a line "// #endregion ${name}".`);
  return [start.index + 1, end.index];
}

function dedent(lines: string[]): string[] {
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common));
}
