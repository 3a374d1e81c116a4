import type { BackedPoint, OpenQuestionData } from '#content/page-data.ts';
import type { MockSession, Tick } from '#content/progress/record.ts';
import type { BankedLesson } from '#content/question-bank.ts';
import { type Level, levels, reachedLevel } from './reached-level.ts';
import { promptOf, rubricOf } from './session.ts';

/** One rubric point with what the reader made of it. */
export interface ScoredPoint {
  point: BackedPoint;
  tick: Tick | null;
  /** The phrase that the reader says they used; empty where none was given. */
  quote: string;
}

/** One question or follow-up on the scorecard. */
export interface ScoredItem {
  question: string;
  prompt: string;
  isFollowUp: boolean;
  answered: boolean;
  answer: string;
  seconds: number;
  targetSeconds: number;
  points: ScoredPoint[];
  reached?: Level;
  /** Whether the level that the reader chose is reached. */
  meets: boolean;
  /** What an interviewer expects at that level; of a question only. */
  expectation?: string;
}

/** What comes out of a mock interview. */
export interface Scorecard {
  items: ScoredItem[];
  /** Questions and follow-ups that meet the level, of all that were planned. */
  met: number;
  /** Ticked as said without a phrase to show for it: likely to be kinder than an interviewer. */
  saidWithoutQuote: number;
  /** Lessons on what was missed, most of it first; three at most. */
  readNext: BankedLesson[];
}

/** The scorecard of an interview. Items whose question is no longer there are left out. */
export function scorecardOf(
  session: MockSession,
  questions: readonly OpenQuestionData[],
  lessons: readonly BankedLesson[],
): Scorecard {
  const missed = new Map<string, number>();
  const items = session.items.flatMap((item): ScoredItem[] => {
    const question = questions.find(({ id }) => id === item.question);
    if (!question) return [];
    const rubric = rubricOf(item, question);
    const points = rubric.map((point, index) => ({
      point,
      tick: item.ticks[index] ?? null,
      quote: item.quotes[index]?.trim() ?? '',
    }));
    const reached = item.attempted ? reachedLevel(rubric, item.ticks) : undefined;
    const gaps = points.filter(({ tick, point }) => tick !== 'said' && point.level !== 'senior').length;
    for (const concept of question.concepts) missed.set(concept, (missed.get(concept) ?? 0) + gaps);
    return [
      {
        question: question.id,
        prompt: promptOf(item, question),
        isFollowUp: item.followUp !== undefined,
        answered: item.attempted,
        answer: item.answer,
        seconds: item.seconds,
        targetSeconds: item.targetSeconds,
        points,
        ...(reached && { reached }),
        meets: reached !== undefined && levels.indexOf(reached) >= levels.indexOf(session.level),
        ...(item.followUp === undefined && { expectation: question.expectations[session.level] }),
      },
    ];
  });
  const weight = ({ concepts }: BankedLesson) =>
    concepts.reduce((sum, concept) => sum + (missed.get(concept) ?? 0), 0);
  return {
    items,
    met: items.filter(({ meets }) => meets).length,
    saidWithoutQuote: items
      .flatMap(({ points }) => points)
      .filter(({ tick, quote }) => tick === 'said' && quote === '').length,
    readNext: lessons
      .filter((lesson) => weight(lesson) > 0)
      .toSorted((a, b) => weight(b) - weight(a))
      .slice(0, 3),
  };
}
