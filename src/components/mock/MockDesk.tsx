import { useHistory, useLocation } from '@docusaurus/router';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import type { MockWish } from '#content/mock/plan.ts';
import { planMock } from '#content/mock/plan.ts';
import type { Level } from '#content/mock/reached-level.ts';
import { beginSession, finished, phaseOf, reviewsOf } from '#content/mock/session.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import type { DesignLoader, MockIndex, OpenQuestionLoader } from '#content/practice.ts';
import { withMock, withReview } from '#content/progress/change.ts';
import type { MockSession } from '#content/progress/record.ts';
import { lazyPart } from '../lazy-part.tsx';
import { ProgressNotes } from '../quiz/ProgressNotes.tsx';
import { newId } from '../quiz/progress/new-id.ts';
import type { ProgressView } from '../quiz/progress/use-progress.ts';
import { Asking } from './Asking.tsx';
import { AskSomebody } from './AskSomebody.tsx';
import { DesignList } from './design/DesignList.tsx';
import { Judging } from './Judging.tsx';
import { PastInterviews } from './PastInterviews.tsx';
import { ScorecardView } from './ScorecardView.tsx';
import { SetUp } from './SetUp.tsx';
import { useRecordings } from './use-recordings.ts';

const Interviewing = lazyPart(() => import('./Interviewing.tsx'));
const DesignDesk = lazyPart(() => import('./design/DesignDesk.tsx'));

const somebody = 'somebody else';

/** An interview that the reader gives, from when it has begun or been stopped. */
interface GivenInterview {
  question: string;
  level: Level;
  session?: MockSession;
}

/** An interview from choosing to scorecard. Its state is in the record, so that a reload or a closed tab loses nothing. */
export default function MockDesk({
  index,
  questions: loader,
  designs,
  progress,
}: {
  index: MockIndex;
  questions: OpenQuestionLoader;
  designs: DesignLoader;
  progress: ProgressView;
}): ReactNode {
  const { record, change } = progress;
  const { pathname, search } = useLocation();
  const history = useHistory();
  const design = designAskedFor(index, search);
  // The design, or the interview of somebody else, that the reader comes back from.
  const [left, setLeft] = useState<string>();
  const [shown, setShown] = useState<string>();
  // Of somebody else: they are in no record.
  const [given, setGiven] = useState<GivenInterview>();
  const [putAway, setPutAway] = useState<GivenInterview>();
  const open = record.mocks.findLast(({ finishedAt }) => finishedAt === undefined);
  const session = open ?? record.mocks.find(({ id }) => id === shown);
  const recordings = useRecordings();
  const { questions, failed } = useQuestions(loader, session !== undefined || given !== undefined);
  const keep = (next: MockSession, soon = false) => void change((before) => withMock(before, next), { soon });

  const begin = (wish: MockWish) => {
    const id = newId();
    keep(beginSession(planMock(index.questions, wish), wish, { id, now: Date.now() }));
    setShown(id);
  };
  const stopGiving = (stopped: GivenInterview) => {
    setPutAway(stopped);
    setLeft(somebody);
    setGiven(undefined);
  };
  const finish = (judged: MockSession) => {
    const over = finished(judged, Date.now());
    const reviews = reviewsOf(over, questions ?? []);
    void change((before) => reviews.reduce(withReview, withMock(before, over)));
    setShown(over.id);
  };

  if (design) {
    return (
      <Suspense
        fallback={
          <p role="status" className="waiting">
            Fetching the interview…
          </p>
        }
      >
        <DesignDesk
          id={design}
          designs={designs}
          onClose={() => {
            setLeft(design);
            history.push(pathname);
          }}
        />
      </Suspense>
    );
  }
  if (failed) {
    return <p role="alert">The questions could not be loaded. Reload the page; your answers are kept.</p>;
  }
  if (!session && !given) {
    return (
      <>
        <ProgressNotes progress={progress} />
        <SetUp questions={index.questions} onBegin={begin} />
        <DesignList designs={index.designs} drafts={record.drafts} left={left} />
        <AskSomebody
          questions={index.questions}
          chosen={questionAskedFor(index)}
          comesBack={left === somebody}
          onBegin={(question, level) => setGiven({ question, level })}
          onGoOn={
            putAway &&
            (() => {
              setGiven(putAway);
              setPutAway(undefined);
            })
          }
        />
        <PastInterviews sessions={record.mocks} onShow={setShown} />
      </>
    );
  }
  const fetching = (
    <p role="status" className="waiting">
      Fetching the questions…
    </p>
  );
  if (!questions) return fetching;
  if (given) {
    const question = questions.find(({ id }) => id === given.question);
    if (question && given.session?.finishedAt === undefined) {
      return (
        <Suspense fallback={fetching}>
          <Interviewing
            question={question}
            level={given.level}
            begun={given.session}
            onFinish={(over) => setGiven({ ...given, session: over })}
            onClose={(stopped) => stopGiving({ ...given, session: stopped })}
          />
        </Suspense>
      );
    }
    if (given.session) {
      return (
        <ScorecardView
          session={given.session}
          questions={questions}
          lessons={index.lessons}
          onClose={() => stopGiving(given)}
        />
      );
    }
  }
  if (!session) return null;
  const phase = phaseOf(session);
  if (phase === 'asking') {
    return (
      <Asking
        key={session.position}
        session={session}
        questions={questions}
        recordings={recordings}
        keep={keep}
      />
    );
  }
  if (phase === 'judging') {
    return (
      <Judging
        session={session}
        questions={questions}
        recordings={recordings}
        keep={keep}
        onFinish={finish}
      />
    );
  }
  return (
    <ScorecardView
      session={session}
      questions={questions}
      lessons={index.lessons}
      onClose={() => {
        setLeft(undefined);
        setShown(undefined);
      }}
    />
  );
}

/** The question whose page led here, as in `/mock/?ask=interview/cost-at-scale`. */
function questionAskedFor({ questions }: MockIndex): string | undefined {
  const asked = new URLSearchParams(location.search).get('ask');
  return questions.find(({ id }) => id === asked)?.id;
}

/** The system that is to be drawn, as in `/mock/?design=order-processing`: the address keeps it over a reload. */
function designAskedFor({ designs }: MockIndex, search: string): string | undefined {
  const asked = new URLSearchParams(search).get('design');
  return designs.find(({ id }) => id === `design/${asked}`)?.id;
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
