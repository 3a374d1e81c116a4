import type { OpenQuestionData } from '#content/page-data.ts';
import { gradeOfTicks } from '#content/progress/grade.ts';
import type { MockItem, MockSession, Review } from '#content/progress/record.ts';
import { timeOfChange } from '#content/progress/time-of-change.ts';
import type { MockWish, PlannedItem } from './plan.ts';

/** Where a mock interview is: being asked, judging one's answers, or over. */
export type Phase = 'asking' | 'judging' | 'over';

/** A new interview with nothing answered yet. */
export function beginSession(
  plan: readonly PlannedItem[],
  wish: MockWish,
  { id, now }: { id: string; now: number },
): MockSession {
  const fresh = { answer: '', attempted: false, finished: false, ticks: [], quotes: [], seconds: 0 };
  return {
    id,
    updatedAt: now,
    startedAt: now,
    minutes: wish.minutes,
    level: wish.level,
    topics: [...wish.topics],
    seed: wish.seed,
    position: 0,
    items: plan.map((item) => ({ ...item, ...fresh })),
  };
}

/** Judging begins when every item has been answered, or when the reader stopped and the position is past the end. */
export function phaseOf({ items, position, finishedAt }: MockSession): Phase {
  if (finishedAt !== undefined) return 'over';
  return position < items.length ? 'asking' : 'judging';
}

/** The interview with one item changed; `updatedAt` never stands still, so that the newest state wins in a merge. */
export function withItem(
  session: MockSession,
  index: number,
  change: Partial<MockItem>,
  now: number,
): MockSession {
  const items = session.items.map((item, each) => (each === index ? { ...item, ...change } : item));
  return touched({ ...session, items }, now);
}

/** The interview at another position. */
export function atPosition(session: MockSession, position: number, now: number): MockSession {
  return touched({ ...session, position }, now);
}

/** The interview, over. */
export function finished(session: MockSession, now: number): MockSession {
  return touched({ ...session, finishedAt: now }, now);
}

/** The rubric of an item: of the question, or of its follow-up. */
export function rubricOf({ followUp }: Pick<MockItem, 'followUp'>, question: OpenQuestionData) {
  return followUp === undefined ? question.rubric : (question.followUps[followUp]?.rubric ?? []);
}

/** What was asked. */
export function promptOf({ followUp }: Pick<MockItem, 'followUp'>, question: OpenQuestionData): string {
  return followUp === undefined ? question.prompt : (question.followUps[followUp]?.prompt ?? '');
}

/** What the finished interview adds to the log: a review per question that was answered; their ids make it happen once. */
export function reviewsOf(session: MockSession, questions: readonly OpenQuestionData[]): Review[] {
  return session.items.flatMap((item, index) => {
    const question = questions.find(({ id }) => id === item.question);
    if (!question || item.followUp !== undefined || !item.attempted) return [];
    return {
      id: `${session.id}-${index}`,
      question: item.question,
      revision: item.revision,
      at: session.finishedAt ?? session.updatedAt,
      attempt: 'mock' as const,
      grade: gradeOfTicks(question.rubric, item.ticks),
      ticks: item.ticks,
      ...(item.confidence !== undefined && { confidence: item.confidence }),
    };
  });
}

function touched(session: MockSession, now: number): MockSession {
  return { ...session, updatedAt: timeOfChange(now, session.updatedAt) };
}
