import type { OpenQuestionData } from '#content/page-data.ts';
import type { MockItem, MockSession } from '#content/progress/record.ts';
import { followUpSeconds } from './plan.ts';
import type { Level } from './reached-level.ts';
import { beginSession, finished, rubricOf } from './session.ts';

/** An interview that the reader gives: one question with all its follow-ups, asked of somebody else. Nobody keeps it. */
export function interviewWith(
  question: OpenQuestionData,
  level: Level,
  { id, now }: { id: string; now: number },
): MockSession {
  const { id: name, revision, targetSeconds } = question;
  const plan = [
    { question: name, revision, targetSeconds },
    ...question.followUps.map((_, followUp) => ({
      question: name,
      revision,
      followUp,
      targetSeconds: followUpSeconds(question),
    })),
  ];
  const seconds = plan.reduce((sum, item) => sum + item.targetSeconds, 0);
  const minutes = seconds <= 600 ? 10 : seconds <= 1_500 ? 25 : 45;
  return beginSession(plan, { minutes, level, topics: [], seed: 0 }, { id, now });
}

/** Whether a question or follow-up was put: a point of it is judged. */
export const wasPut = ({ ticks }: Pick<MockItem, 'ticks'>): boolean => ticks.some(Boolean);

/** Points that are not judged yet, of what was put. */
export function pointsLeft(session: MockSession, question: OpenQuestionData): number {
  return session.items
    .filter(wasPut)
    .reduce((sum, item) => sum + rubricOf(item, question).filter((_, at) => !item.ticks[at]).length, 0);
}

/** The interview at its end: what was not put is left out, and says nothing of who was asked. */
export function endOf(session: MockSession, now: number): MockSession {
  const items = session.items.filter(wasPut).map((item) => ({ ...item, attempted: true }));
  return finished({ ...session, items, position: items.length }, now);
}
