import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Content, Finding } from './finding.ts';
import { isCard, isOpenQuestion, questionFiles } from './questions.ts';

/** What a reader can count on: cards per lesson, cards and open questions in all. */
const atLeast = { perLesson: 6, cards: 120, openQuestions: 17 };

/** Every lesson has enough cards, and there are enough questions in all. */
export function checkQuestionCounts({ docs }: Content): Finding[] {
  const files = questionFiles(docs);
  const cards = files.filter(isCard).length;
  const openQuestions = files.filter(isOpenQuestion).length;
  return [
    ...lessonsWithCards(docs).flatMap(({ folder, count }) =>
      count < atLeast.perLesson
        ? [
            {
              where: folder,
              problem: `The lesson has ${count} ${count === 1 ? 'card' : 'cards'}, fewer than ${atLeast.perLesson}.`,
              remedy: 'Add one YAML file each to its folder questions: one idea a card.',
            },
          ]
        : [],
    ),
    ...tooFew(cards, atLeast.cards, 'recall cards', docs),
    ...tooFew(openQuestions, atLeast.openQuestions, 'open questions', join(docs, 'interview')),
  ];
}

function tooFew(count: number, least: number, what: string, where: string): Finding[] {
  if (count >= least) return [];
  return [
    {
      where,
      problem: `There are ${count} ${what} in all, fewer than ${least}.`,
      remedy: 'Do not remove a question without another in its place: readers and study plans count on them.',
    },
  ];
}

/** Lessons are the folders `<part>/<lesson>` with a page; folders beside them that are no parts have no questions. */
function lessonsWithCards(docs: string): { folder: string; count: number }[] {
  const notParts = ['about', 'failures', 'interview'];
  return readdirSync(docs, { withFileTypes: true })
    .filter((part) => part.isDirectory() && !notParts.includes(part.name))
    .flatMap((part) =>
      readdirSync(join(docs, part.name), { withFileTypes: true })
        .filter((lesson) => lesson.isDirectory())
        .map((lesson) => join(docs, part.name, lesson.name)),
    )
    .filter((folder) => existsSync(join(folder, 'index.mdx')))
    .map((folder) => {
      const questions = join(folder, 'questions');
      const count = existsSync(questions)
        ? readdirSync(questions).filter((file) => isCard(join(questions, file))).length
        : 0;
      return { folder, count };
    });
}
