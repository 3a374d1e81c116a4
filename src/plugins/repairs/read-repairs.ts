import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type ListedRepair, repairSchema } from '../../content/repair.ts';
import { readLessons } from '../question-bank/lessons.ts';
import { readDocIds } from '../question-bank/parts.ts';
import { AuthorError } from '../references/problem.ts';

/** Every repair of every lab as a page tells of it, in the order of the lessons. */
export async function readRepairs(root: string): Promise<ListedRepair[]> {
  const places = (await readDocIds(root)).map((id) => id.replace(/\/index$/, ''));
  const titles = new Map(readLessons(root).map(({ href, title }) => [href.slice(1, -1), title]));
  return repairFiles(root)
    .map(({ name, file }) => listed(name, file, titles))
    .sort(
      (a, b) => places.indexOf(a.lesson.id) - places.indexOf(b.lesson.id) || a.name.localeCompare(b.name),
    );
}

/** The lab, name and file of each repair. */
export const repairFiles = (root: string): { name: string; file: string }[] =>
  readdirSync(join(root, 'labs')).flatMap((lab) => {
    const folder = join(root, 'labs', lab, 'repairs');
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ name, file: join(folder, name, 'repair.yaml') }))
      .sort((a, b) => a.name.localeCompare(b.name));
  });

function listed(name: string, file: string, titles: ReadonlyMap<string, string>): ListedRepair {
  const result = v.safeParse(repairSchema, parse(readFileSync(file, 'utf8')));
  if (!result.success) {
    const [issue] = result.issues;
    throw new AuthorError(
      `${file}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}.`,
      'src/content/repair.ts says what each field means.',
    );
  }
  const { title, story, seen, lesson, prepares, claim } = result.output;
  const label = titles.get(lesson);
  if (label === undefined)
    throw new AuthorError(`${file}: there is no lesson ${lesson}.`, 'Name one as part/lesson.');
  return {
    name,
    title: typeset(title),
    story: story.map(typeset),
    seen: seen.map(({ where, shows }) => ({ where: typeset(where), shows: typeset(shows) })),
    lesson: { id: lesson, title: label },
    prepares: { ...prepares, question: typeset(prepares.question) },
    claim,
  };
}

/** With the apostrophe that the other pages have; a terminal shows the typewriter's. */
const typeset = (text: string) => text.replaceAll(/(?<=\w)'(?=\w)/g, '’');
