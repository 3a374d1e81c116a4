import { relative } from 'node:path';
import type { Question } from '#content/question/question.ts';
import { retiredCards } from '../../plugins/questions/retired-cards.ts';
import type { Finding } from './finding.ts';

interface ReadQuestion {
  where: string;
  question: Question;
}

/** What two questions must not share, and what to do about it. */
const ways: [what: string, key: (question: Question) => string | undefined, remedy: string][] = [
  ['prompt', ({ prompt }) => prompt, 'Ask something else, or show the other one twice.'],
  [
    'statement to judge',
    (question) => (question.kind === 'myth-or-fact' ? question.statement : undefined),
    'Judge another statement, or retire one of the two (src/plugins/questions/retired-cards.ts).',
  ],
  [
    'number to estimate',
    (question) =>
      question.kind === 'estimate'
        ? `${question.experiment} ${question.variant} ${question.metric}`
        : undefined,
    'Ask for another number, or retire one of the two (src/plugins/questions/retired-cards.ts).',
  ],
  [
    'choices',
    contentOfChoices,
    'Ask something else, or retire one of the two (src/plugins/questions/retired-cards.ts).',
  ],
];

/**
 * Questions that share an id (a file ending or a folder is no difference), a prompt or what they ask, and ids that a
 * retired card had.
 */
export function askedTwice(questions: ReadQuestion[], docs: string): Finding[] {
  const id = ({ where }: ReadQuestion) => idOf(relative(docs, where));
  return [
    ...shared(questions, docs, 'id', id, 'Rename the newer one: progress hangs on the id.'),
    ...ways.flatMap(([what, key, remedy]) =>
      shared(questions, docs, what, ({ question }) => key(question), remedy),
    ),
    ...questions
      .filter((each) => Object.hasOwn(retiredCards, id(each)))
      .map(({ where }) => ({
        where,
        problem: 'It has the id of a card that was retired.',
        remedy: 'Give it another id: the old address leads to the card that was kept.',
      })),
  ];
}

function shared(
  questions: ReadQuestion[],
  docs: string,
  what: string,
  key: (question: ReadQuestion) => string | undefined,
  remedy: string,
): Finding[] {
  const groups = Map.groupBy(questions, key);
  groups.delete(undefined);
  return [...groups.values()].flatMap(([first, ...others]) =>
    others.map(({ where }) => ({
      where,
      problem: `It has the same ${what} as ${relative(docs, first?.where ?? '')}.`,
      remedy,
    })),
  );
}

/** The texts of what is to be chosen or ordered, whatever their order in the file. */
function contentOfChoices(question: Question): string | undefined {
  const items = 'options' in question ? question.options : 'steps' in question ? question.steps : undefined;
  return items
    ?.map(({ text }) => text)
    .sort()
    .join('\n');
}

function idOf(path: string): string {
  return path
    .replace(/\.[a-z]+$/, '')
    .split(/[\\/]/)
    .filter((part) => part !== 'questions')
    .join('/');
}
