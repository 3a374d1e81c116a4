import { type ReactNode, useEffect, useState } from 'react';
import type { MockWish } from '#content/mock/plan.ts';
import { planMock } from '#content/mock/plan.ts';
import { beginSession, finished, phaseOf, reviewsOf } from '#content/mock/session.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import type { MockIndex, OpenQuestionLoader } from '#content/practice.ts';
import { withMock, withReview } from '#content/progress/change.ts';
import type { MockSession } from '#content/progress/record.ts';
import { ProgressNotes } from '../quiz/ProgressNotes.tsx';
import { newId } from '../quiz/progress/new-id.ts';
import type { ProgressView } from '../quiz/progress/use-progress.ts';
import { Asking } from './Asking.tsx';
import { Judging } from './Judging.tsx';
import { PastInterviews } from './PastInterviews.tsx';
import { ScorecardView } from './ScorecardView.tsx';
import { SetUp } from './SetUp.tsx';

/** An interview from choosing to scorecard. Its state is in the record, so that a reload or a closed tab loses nothing. */
export default function MockDesk({
  index,
  questions: loader,
  progress,
}: {
  index: MockIndex;
  questions: OpenQuestionLoader;
  progress: ProgressView;
}): ReactNode {
  const { record, change } = progress;
  const [shown, setShown] = useState<string>();
  const open = record.mocks.findLast(({ finishedAt }) => finishedAt === undefined);
  const session = open ?? record.mocks.find(({ id }) => id === shown);
  const { questions, failed } = useQuestions(loader, session !== undefined);
  const keep = (next: MockSession, soon = false) => void change((before) => withMock(before, next), { soon });

  const begin = (wish: MockWish) => {
    const id = newId();
    keep(beginSession(planMock(index.questions, wish), wish, { id, now: Date.now() }));
    setShown(id);
  };
  const finish = (judged: MockSession) => {
    const over = finished(judged, Date.now());
    const reviews = reviewsOf(over, questions ?? []);
    void change((before) => reviews.reduce(withReview, withMock(before, over)));
    setShown(over.id);
  };

  if (failed) {
    return <p role="alert">The questions could not be loaded. Reload the page; your answers are kept.</p>;
  }
  if (!session) {
    return (
      <>
        <ProgressNotes progress={progress} />
        <SetUp questions={index.questions} onBegin={begin} />
        <PastInterviews sessions={record.mocks} onShow={setShown} />
      </>
    );
  }
  if (!questions) return <p role="status">Fetching the questions…</p>;
  const phase = phaseOf(session);
  if (phase === 'asking') {
    return <Asking key={session.position} session={session} questions={questions} keep={keep} />;
  }
  if (phase === 'judging') {
    return <Judging session={session} questions={questions} keep={keep} onFinish={finish} />;
  }
  return (
    <ScorecardView
      session={session}
      questions={questions}
      lessons={index.lessons}
      onClose={() => setShown(undefined)}
    />
  );
}

/** The open questions, fetched once there is an interview that needs them. */
function useQuestions(
  loader: OpenQuestionLoader,
  needed: boolean,
): { questions?: OpenQuestionData[]; failed: boolean } {
  const [questions, setQuestions] = useState<OpenQuestionData[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!needed) return;
    loader.load().then(
      (module) => setQuestions(module.default),
      () => setFailed(true),
    );
  }, [loader, needed]);
  return { questions, failed };
}
