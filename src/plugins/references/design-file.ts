import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DesignInterviewData, designInterviewSchema } from '#content/design/design-interview.ts';
import { readDrawing } from '#content/design/drawing-text.ts';
import { shown } from '#content/design/shown.ts';
import type { ReadFile } from './kind.ts';
import { AuthorError, unknownName } from './problem.ts';
import { backed, lookedUp } from './question-file.ts';
import { parseYaml } from './yaml-file.ts';

const folderOf = (root: string): string => join(root, 'docs/interview/designs');

/** The files of all design interviews. */
export function designFiles(root: string): string[] {
  const folder = folderOf(root);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

/** The file of the design interview of an open question, e.g. of `interview/order-processing`; most have none. */
export function designFileOf(question: string, root: string): string | undefined {
  const file = join(folderOf(root), `${basename(question)}.yaml`);
  return existsSync(file) ? file : undefined;
}

/**
 * A design interview from its file, every backing looked up. Its own drawing has to be understood, and to have all that
 * its rubric asks for.
 */
export function designOf(text: string, file: string, root: string, read: ReadFile): DesignInterviewData {
  const name = basename(file, '.yaml');
  const page = join(root, 'docs/interview', `${name}.mdx`);
  if (!existsSync(page)) {
    const known = readdirSync(join(root, 'docs/interview')).filter((each) => each.endsWith('.mdx'));
    throw unknownName(
      'question of the name',
      name,
      known.map((each) => basename(each, '.mdx')),
    ).at(file);
  }
  const { rubric, reference, ...rest } = parseYaml(designInterviewSchema, text, file);
  try {
    checkDrawing(reference.drawing, rubric);
    return {
      ...rest,
      id: `design/${name}`,
      rubric: rubric.map(({ drawn, ...point }) => ({
        ...backed(point, root, read),
        ...(drawn && { drawn }),
      })),
      reference: {
        drawing: reference.drawing,
        notes: reference.notes.map(({ text, backing }) => ({
          text,
          ...(backing && { backing: lookedUp(backing, root, read) }),
        })),
      },
    };
  } catch (error) {
    throw error instanceof AuthorError ? error.at(file) : error;
  }
}

type Rubric = DesignInterviewData['rubric'];

function checkDrawing(text: string, rubric: readonly Pick<Rubric[number], 'point' | 'drawn'>[]): void {
  const { drawing, problems } = readDrawing(text);
  const [first] = problems;
  if (first) {
    throw new AuthorError(`reference.drawing: “${first.line}”: ${first.problem}`, first.remedy);
  }
  for (const { point, drawn = [] } of rubric) {
    for (const wanted of drawn) {
      const { met, says } = shown(wanted, drawing);
      if (met) continue;
      throw new AuthorError(
        `reference.drawing does not have what the point “${point}” asks for. ${says}`,
        'Draw it, or ask for less: who draws the reference has to get all its points.',
      );
    }
  }
}
