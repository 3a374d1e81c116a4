import type { OpenQuestionData } from '#content/page-data.ts';
import { randomOf } from './random.ts';
import { topics } from './topics.ts';

/** As much of an open question as planning needs. */
export type PlannableQuestion = Pick<
  OpenQuestionData,
  'id' | 'revision' | 'group' | 'concepts' | 'targetSeconds'
> & { followUps: readonly unknown[] };

/** What the reader chose. */
export interface MockWish {
  minutes: 10 | 25 | 45;
  level: 'junior' | 'mid' | 'senior';
  /** Slugs of topics; none means all. */
  topics: readonly string[];
  /** The same seed gives the same interview. */
  seed: number;
}

/** One thing that is asked, and how long the answer may take. */
export interface PlannedItem {
  question: string;
  revision: number;
  /** Position of the follow-up in the question's list; absent for the question itself. */
  followUp?: number;
  targetSeconds: number;
}

/**
 * The groups in turn, by level: an interview for juniors stays longer with the words, one for seniors goes into depth
 * and design sooner.
 */
const turns = {
  junior: ['conceptual', 'deep-dive', 'conceptual', 'scenario', 'more'],
  mid: ['conceptual', 'deep-dive', 'scenario', 'deep-dive', 'more'],
  senior: ['deep-dive', 'scenario', 'deep-dive', 'scenario', 'more', 'conceptual'],
} as const;

/**
 * Chooses what is asked in the minutes: questions of alternating groups, each next to one with as few concepts in common
 * as possible, every one with a follow-up; what time is left goes into more follow-ups. Never more than the minutes.
 */
export function planMock(questions: readonly PlannableQuestion[], wish: MockWish): PlannedItem[] {
  const random = randomOf(wish.seed);
  const pool = matching(questions, wish.topics)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((question) => ({ question, luck: random() }));
  const turn = turns[wish.level];
  const chosen: { question: PlannableQuestion; followUps: number }[] = [];
  let left = wish.minutes * 60;

  for (let at = 0; ; at += 1) {
    const open = pool.filter(
      ({ question }) =>
        chosen.every((each) => each.question !== question) &&
        question.targetSeconds + followUpSeconds(question) <= left,
    );
    // The group whose turn it is, or the next one in turn that still has something.
    const groups = turn.map((_, ahead) => turn[(at + ahead) % turn.length]);
    const group = groups.find((each) => open.some(({ question }) => question.group === each));
    const previous = chosen.at(-1)?.question;
    const [next] = open
      .filter(({ question }) => question.group === group)
      .toSorted((a, b) => common(a.question, previous) - common(b.question, previous) || a.luck - b.luck);
    if (!next) break;
    const followUps = Math.min(1, next.question.followUps.length);
    chosen.push({ question: next.question, followUps });
    left -= next.question.targetSeconds + followUps * followUpSeconds(next.question);
  }

  for (let added = true; added; ) {
    added = false;
    for (const each of chosen) {
      const cost = followUpSeconds(each.question);
      if (each.followUps >= each.question.followUps.length || cost > left) continue;
      each.followUps += 1;
      left -= cost;
      added = true;
    }
  }
  return chosen.flatMap(({ question, followUps }) => itemsOf(question, followUps));
}

/** How long the answer to a follow-up may take: a third of the question's time, in quarters of a minute, at least one minute. */
export function followUpSeconds({ targetSeconds }: Pick<PlannableQuestion, 'targetSeconds'>): number {
  return Math.max(60, Math.round(targetSeconds / 3 / 15) * 15);
}

function matching(
  questions: readonly PlannableQuestion[],
  wanted: readonly string[],
): readonly PlannableQuestion[] {
  if (wanted.length === 0) return questions;
  const concepts = topics
    .filter(({ slug }) => wanted.includes(slug))
    .flatMap((topic): readonly string[] => topic.concepts);
  return questions.filter((question) => question.concepts.some((each) => concepts.includes(each)));
}

function common(question: PlannableQuestion, previous: PlannableQuestion | undefined): number {
  return question.concepts.filter((each) => previous?.concepts.includes(each)).length;
}

function itemsOf(question: PlannableQuestion, followUps: number): PlannedItem[] {
  const { id, revision, targetSeconds } = question;
  const asked = { question: id, revision };
  return [
    { ...asked, targetSeconds },
    ...Array.from({ length: followUps }, (_, followUp) => ({
      ...asked,
      followUp,
      targetSeconds: followUpSeconds(question),
    })),
  ];
}
