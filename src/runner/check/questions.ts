import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type Question, questionSchema } from '#content/question/question.ts';
import { askedTwice } from './asked-twice.ts';
import type { Content, Finding } from './finding.ts';
import { referencesOf } from './question-references.ts';

/** Every recall card and every open question fits its schema, cites what exists, and is asked once. */
export function checkQuestions(content: Content): Finding[] {
  const citesNothing = referencesOf(content);
  const read = questionFiles(content.docs).map((where) => ({ where, ...readQuestion(where) }));
  const sound = read.flatMap(({ where, question }) => (question ? [{ where, question }] : []));
  return [
    ...read.flatMap(({ findings }) => findings),
    ...sound.flatMap(({ where, question }) => citesNothing(where, question)),
    ...askedTwice(sound, content.docs),
  ];
}

/** The files of all questions: YAML cards of lessons, and the pages of open questions. */
export function questionFiles(docs: string): string[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((path) => isCard(path) || isOpenQuestion(path))
    .sort()
    .map((path) => join(docs, path));
}

/** A recall card by its path. */
export const isCard = (path: string): boolean => /[\\/]questions[\\/][^\\/]+\.ya?ml$/.test(path);

/** The page of an open question by its path. */
export const isOpenQuestion = (path: string): boolean =>
  /(^|[\\/])interview[\\/](?!index\.)[^\\/]+\.mdx$/.test(path);

function readQuestion(where: string): { question?: Question; findings: Finding[] } {
  const text = readFileSync(where, 'utf8');
  const yaml = isCard(where) ? text : (/^---\n(.*?)\n---/s.exec(text)?.[1] ?? '');
  let data: unknown;
  try {
    data = parse(yaml);
  } catch (error) {
    const [problem = ''] = (error as Error).message.split('\n');
    return {
      findings: [{ where, problem: `The question is not YAML: ${problem}`, remedy: 'Mend that line.' }],
    };
  }
  const result = v.safeParse(questionSchema, data);
  if (result.success) return { question: result.output, findings: [] };
  return {
    findings: result.issues.map((issue) => {
      const path = v.getDotPath(issue) ?? 'the file';
      const problem = `The question does not fit its schema: ${path}: ${issue.message}.`;
      return { where, problem, remedy: remedyFor(`${path}: ${issue.message}`) };
    }),
  };
}

const remedies: [found: RegExp, remedy: string][] = [
  [
    /^(options|steps)\.\d+\.feedback|^feedback/,
    'Say why it is right, or why it is tempting and wrong: an answer without an explanation teaches nothing.',
  ],
  [
    /exactly one option/,
    'Leave `correct: true` on one option, or write `kind: choose-many` when several are right.',
  ],
  [/at least (three|four) (options|steps)/, 'Add the mistakes that people really make.'],
  [/level: must/, 'Tag what an answer cannot do without as `level: must`; the grade hangs on it.'],
  [/two follow-ups/, 'Add what an interviewer asks next, each with a rubric of its own.'],
  [
    /^kind/,
    'Write one of choose-one, choose-many, order, estimate, myth-or-fact; open for an interview question.',
  ],
  [
    /^revision/,
    'Begin with `revision: 1`, and raise it only when the meaning changes: progress hangs on it.',
  ],
  [/^concepts/, 'Name at least one idea of src/content/concepts.yaml that the question exercises.'],
  [
    /^tolerance/,
    'Write a factor such as `tolerance: 1.5`, or `tolerance: 1` for a count that has to be exact.',
  ],
];

function remedyFor(found: string): string {
  return (
    remedies.find(([pattern]) => pattern.test(found))?.[1] ??
    'src/content/question says what each field is for.'
  );
}
