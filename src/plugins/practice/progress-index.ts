import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProgressIndex } from '../../content/practice.ts';
import type { CardRef, QuestionBank } from '../../content/question-bank.ts';
import { locateEvidence, parseEvidence } from '../references/evidence-file.ts';
import { experimentsIn, predictionsIn } from '../references/names-in-lesson.ts';

/** What the page of the reader's progress has to know of the course. */
export function progressIndex(
  { cards, openQuestions, lessons }: QuestionBank,
  conceptNames: Record<string, string>,
  root: string,
): ProgressIndex {
  const ref = ({
    place,
    question: { id, revision, concepts },
  }: (typeof cards)[number] | (typeof openQuestions)[number]): CardRef => ({
    id,
    revision,
    part: place.part,
    concepts,
  });
  const mapped = lessons.map(({ href, title, concepts }) => {
    const text = readFileSync(join(root, 'docs', href, 'index.mdx'), 'utf8');
    return {
      ...{ id: href.slice(1, -1), title, concepts },
      ...{ experiments: experimentsIn(text), predictions: predictionsIn(text) },
    };
  });
  const parts = new Map(cards.map(({ place }) => [place.part, place.partLabel]));
  return {
    parts: [...parts].map(([slug, label]) => ({ slug, label })),
    lessons: mapped,
    cards: cards.map(ref),
    openQuestions: openQuestions.map(ref),
    conceptNames,
    prompts: Object.fromEntries(openQuestions.map(({ question: { id, prompt } }) => [id, prompt])),
  };
}

/** What each experiment of the lessons asks, by `lab/experiment`. */
export function experimentQuestions({ lessons }: ProgressIndex, root: string): Record<string, string> {
  const experiments = new Set(lessons.flatMap((lesson) => lesson.experiments));
  return Object.fromEntries(
    [...experiments].map((name) => {
      const file = locateEvidence(name, { root });
      return [name, parseEvidence(readFileSync(file, 'utf8'), file).question];
    }),
  );
}
