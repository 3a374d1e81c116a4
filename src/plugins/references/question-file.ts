import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { BackedPoint, Backing, OpenQuestionData } from '#content/page-data.ts';
import type { Backing as BackingName } from '#content/question/common.ts';
import { openQuestionSchema, type RubricPoint } from '#content/question/open.ts';
import { locateEvidence, parseEvidence } from './evidence-file.ts';
import type { ReadFile } from './kind.ts';
import { findClaim } from './kinds/claim.ts';
import { locateFact, parseFact } from './kinds/fact.ts';
import { AuthorError, unknownName } from './problem.ts';
import { parseYaml } from './yaml-file.ts';

/** A question's id: its path in docs/ without ending and without the folder `questions`. */
export function questionIdOf(file: string, root: string): string {
  const parts = relative(join(root, 'docs'), file)
    .replace(/\.(yaml|mdx)$/, '')
    .split(sep);
  return parts.filter((part) => part !== 'questions').join('/');
}

/** The file of a question: a YAML card of a lesson, or the page of an open question. */
export function locateQuestion(id: string, root: string): string {
  const docs = join(root, 'docs');
  const folder = dirname(id);
  // One folder is read, not all of them: a build asks for hundreds.
  const expected =
    folder === 'interview'
      ? [folder, `${basename(id)}.mdx`]
      : [join(folder, 'questions'), `${basename(id)}.yaml`];
  const [place = '', name = ''] = expected;
  if (isQuestion(join(place, name)) && namesIn(join(docs, place)).includes(name))
    return join(docs, place, name);
  const known = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter(isQuestion);
  throw unknownName(
    'question',
    id,
    known.map((path) => questionIdOf(join(docs, path), root)),
  );
}

const isQuestion = (path: string): boolean =>
  /(^interview[\\/](?!index\.).*\.mdx|[\\/]questions[\\/].*\.yaml)$/.test(path);

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** An open question from the front matter of its page, every backing looked up. */
export function openQuestionOf(
  text: string,
  file: string,
  root: string,
  read: ReadFile,
): Omit<OpenQuestionData, 'id'> {
  const frontMatter = /^---\n(.*?)\n---/s.exec(text)?.[1];
  if (frontMatter === undefined) {
    throw new AuthorError(`${file} has no front matter.`, 'An open question keeps prompt and rubric there.');
  }
  const question = parseYaml(openQuestionSchema, frontMatter, file);
  const all = (points: RubricPoint[]) => points.map((point) => backed(point, root, read));
  return {
    ...question,
    rubric: all(question.rubric),
    followUps: question.followUps.map((each) => ({ prompt: each.prompt, rubric: all(each.rubric) })),
  };
}

/** A point of a rubric with what backs it. */
export function backed({ backing, ...point }: RubricPoint, root: string, read: ReadFile): BackedPoint {
  return backing ? { ...point, backing: lookedUp(backing, root, read) } : point;
}

/** The judged claim or the fact that something rests on. */
export function lookedUp(backing: BackingName, root: string, read: ReadFile): Backing {
  if ('fact' in backing) {
    const file = locateFact(backing.fact, root);
    return { fact: parseFact(backing.fact, read(file), file) };
  }
  const { experiment, claim } = backing;
  const file = locateEvidence(experiment, { root });
  const { statement, holds } = findClaim(parseEvidence(read(file), file), claim);
  return { experiment, statement, holds };
}
