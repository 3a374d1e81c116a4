import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import type { AskedLoaders, ProgressIndex } from '#content/practice.ts';
import { lazyPart } from '../../lazy-part.tsx';
import { useToday } from '../../use-today.ts';
import { ProgressNotes } from '../ProgressNotes.tsx';
import { PromptsChoice } from '../PromptsChoice.tsx';
import { Unread } from '../progress/Unread.tsx';
import { useProgress } from '../progress/use-progress.ts';
import { Import } from './Import.tsx';
import { LabsRun } from './LabsRun.tsx';
import { NextSteps } from './NextSteps.tsx';
import styles from './ProgressPage.module.css';
import { SaveAsFile } from './SaveAsFile.tsx';
import { Wipe } from './Wipe.tsx';

const Ready = lazyPart(() => import('../../plan/Ready.tsx'));
const CourseMap = lazyPart(() => import('./CourseMap.tsx'));
/** Not there for who is here for the first time. */
const Kept = lazyPart(() => import('./Kept.tsx'));

const places = {
  'indexed-db': 'in this browser, on this device',
  'local-storage': 'in this browser, on this device',
  memory: 'in this page only, until you leave it',
};

/** What the browser remembers of the reader, and how to take it along, bring it back and get rid of it. */
export function ProgressPage({ index, asked }: { index: ProgressIndex; asked: AskedLoaders }): ReactNode {
  const isBrowser = useIsBrowser();
  const progress = useProgress();
  const { record, ready, failed, keeps } = progress;
  // What is due is another thing tomorrow.
  useToday();
  const cardPrompts = useCardPrompts(asked, record.reviews.length > 0);
  const waiting = (
    <p role="status" className="waiting needs-js">
      Reading your progress…
    </p>
  );
  if (!isBrowser) {
    return (
      <>
        <p className="without-js">
          This page shows what your browser remembers, and needs JavaScript for it.
        </p>
        {waiting}
      </>
    );
  }
  if (!ready) return failed ? <Unread /> : waiting;
  const titles = Object.fromEntries(index.lessons.map(({ id, title }) => [id, title]));
  const prompts = { ...index.prompts, ...titles, ...cardPrompts };
  const { reviews, drafts, mocks, marks } = record;
  const hasEntries = [reviews, drafts, mocks, marks].some(({ length }) => length > 0);
  const questions = new Set(record.reviews.map(({ question }) => question)).size;
  return (
    <Suspense fallback={waiting}>
      <div className={styles.page}>
        <NextSteps index={index} record={record} />
        <p>
          <b>
            {record.reviews.length} {record.reviews.length === 1 ? 'answer' : 'answers'} to {questions}{' '}
            {questions === 1 ? 'question' : 'questions'}
          </b>
          , kept {keeps && places[keeps]}. There is no account, and nothing is sent anywhere.
        </p>
        <ProgressNotes progress={progress} />
        <Ready index={index} record={record} />
        <CourseMap index={index} record={record} />
        <LabsRun index={index} asked={asked} record={record} />
        <SaveAsFile progress={progress} />
        <Import progress={progress} />
        <section>
          <h2>Settings</h2>
          <p className={styles.setting}>
            <PromptsChoice progress={progress} />
          </p>
        </section>
        {hasEntries && <Kept record={record} prompts={prompts} />}
        <Wipe />
      </div>
    </Suspense>
  );
}

/** What the cards ask, fetched once there are answers to show. */
function useCardPrompts(asked: AskedLoaders, needed: boolean): Record<string, string> {
  const [prompts, setPrompts] = useState<Record<string, string>>({});
  useEffect(() => {
    if (needed) void asked.cards().then((module) => setPrompts(module.default));
  }, [asked, needed]);
  return prompts;
}
