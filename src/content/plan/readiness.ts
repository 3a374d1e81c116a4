import { type DrillKind, drillKinds } from '#content/drills.ts';
import { doneOf, drillMark, markOf } from '#content/progress/marks.ts';
import type { Progress } from '#content/progress/record.ts';
import { reviewsByQuestion } from '#content/progress/reviews-by-question.ts';
import type { CardRef } from '#content/question-bank.ts';
import type { MapIndex, MapLesson, Share } from '#content/review/course-map.ts';
import { stateKey } from '#content/review/state-key.ts';

/** How long an answer or a sum counts: what was right longer ago is to be shown again. */
export const countedDays = 14;

/** A part of the course, as far as the menu names it. */
export interface PartName {
  slug: string;
  label: string;
}

/** What one lesson still lacks. */
export interface Missing {
  lesson: Pick<MapLesson, 'id' | 'title'>;
  /** Concepts to recall or to explain, and the id of the question to begin with: one that was wrong, or the first. */
  concepts: { concept: string; question: string }[];
  /** How many of its guesses were skipped or not made. */
  guesses: number;
  /** Experiments to run, as `lab/experiment`. */
  experiments: string[];
}

/** How ready a reader is in one part: three counts, and the lessons that lack something. */
export interface PartReadiness {
  part: PartName;
  /** Concepts that its lessons teach: a card of the part or an interview question right of late, none wrong the last time. */
  concepts: Share;
  /** Guesses that were made before the result was seen. */
  guessed: Share;
  ran: Share;
  missing: Missing[];
}

/** How ready a reader is: counts that say what they count, and what is missing. */
export interface Readiness {
  /** In the order of the course. */
  parts: PartReadiness[];
  /** Interview questions in whose last answer, of late, no must was missing; `missing` are ids. */
  explained: Share & { missing: string[] };
  /** Kinds of estimation drills whose last sum, of late, was near enough. */
  drilled: Share & { missing: DrillKind[] };
}

type Done = Pick<Progress, 'marks' | 'reviews'>;

/** How ready a reader is at the moment `now` (milliseconds since 1970). */
export function readinessAt(
  { lessons, cards, openQuestions, parts }: MapIndex & { parts: readonly PartName[] },
  record: Done,
  now: number,
): Readiness {
  const since = now - countedDays * 24 * 60 * 60 * 1000;
  const reviews = reviewsByQuestion(record.reviews);
  const last = (question: CardRef) => reviews.get(stateKey(question))?.at(-1);
  const isWrong = (question: CardRef) => last(question)?.grade === 'again';
  const isRight = (question: CardRef) => !isWrong(question) && (last(question)?.at ?? -1) >= since;
  const ran = new Set(doneOf(record, 'ran'));
  const isGuessed = (key: string) => markOf(record, 'predicted', key)?.guess !== undefined;

  const explained = openQuestions.filter(isRight);
  const isDrilled = (kind: DrillKind) =>
    record.marks.some(
      (mark) => mark.kind === 'ticked' && mark.of === drillMark(kind) && mark.done && mark.updatedAt >= since,
    );
  const drilled = drillKinds.filter(isDrilled);
  return {
    parts: parts.flatMap((part) => {
      const own = lessons.filter(({ id }) => id.startsWith(`${part.slug}/`));
      if (own.length === 0) return [];
      const on = (concept: string) =>
        [...cards.filter((card) => card.part === part.slug), ...openQuestions].filter(({ concepts }) =>
          concepts.includes(concept),
        );
      const isHeld = (concept: string) => on(concept).some(isRight) && !on(concept).some(isWrong);
      const taught = firstTaught(own);
      // A concept that no question asks for cannot be recalled, so it is not counted.
      const conceptsOf = ({ id }: MapLesson) => (taught.get(id) ?? []).filter((each) => on(each).length > 0);
      const experiments = [...new Set(own.flatMap((lesson) => lesson.experiments))];
      const predictions = own.flatMap((lesson) => lesson.predictions);
      const named = new Set<string>();
      const missing = own.map((lesson): Missing => {
        const toRun = lesson.experiments.filter((name) => !ran.has(name) && !named.has(name));
        for (const name of toRun) named.add(name);
        return {
          lesson: { id: lesson.id, title: lesson.title },
          concepts: conceptsOf(lesson)
            .filter((each) => !isHeld(each))
            .map((concept) => ({
              concept,
              question: (on(concept).find(isWrong) ?? on(concept)[0])?.id ?? '',
            })),
          guesses: lesson.predictions.filter((key) => !isGuessed(key)).length,
          experiments: toRun,
        };
      });
      return {
        part,
        concepts: share(own.flatMap(conceptsOf), isHeld),
        guessed: share(predictions, isGuessed),
        ran: share(experiments, (name) => ran.has(name)),
        missing: missing.filter(
          ({ concepts, guesses, experiments }) => concepts.length + guesses + experiments.length > 0,
        ),
      };
    }),
    explained: {
      ...{ done: explained.length, of: openQuestions.length },
      missing: openQuestions.filter((each) => !explained.includes(each)).map(({ id }) => id),
    },
    drilled: {
      ...{ done: drilled.length, of: drillKinds.length },
      missing: drillKinds.filter((each) => !drilled.includes(each)),
    },
  };
}

/** The concepts of each lesson that no lesson before it teaches, by the lesson's id. */
function firstTaught(lessons: readonly MapLesson[]): Map<string, string[]> {
  const placed = new Set<string>();
  return new Map(
    lessons.map(({ id, concepts }) => {
      const first = concepts.filter((each) => !placed.has(each));
      for (const each of first) placed.add(each);
      return [id, first];
    }),
  );
}

function share<Item>(all: readonly Item[], isDone: (item: Item) => boolean): Share {
  return { done: all.filter(isDone).length, of: all.length };
}
