import useIsBrowser from '@docusaurus/useIsBrowser';
import { lazy, type ReactNode, Suspense } from 'react';
import type { ProgressIndex } from '#content/practice.ts';
import { ProgressNotes } from '../ProgressNotes.tsx';
import { PromptsChoice } from '../PromptsChoice.tsx';
import { useProgress } from '../progress/use-progress.ts';
import { Import } from './Import.tsx';
import { Kept } from './Kept.tsx';
import { LabsRun } from './LabsRun.tsx';
import styles from './ProgressPage.module.css';
import { SaveAsFile } from './SaveAsFile.tsx';
import { Wipe } from './Wipe.tsx';

const CourseMap = lazy(() => import('./CourseMap.tsx'));

const places = {
  'indexed-db': 'in this browser, on this device',
  'local-storage': 'in this browser, on this device',
  memory: 'in this page only, until you leave it',
};

/** What the browser remembers of the reader, and how to take it along, bring it back and get rid of it. */
export function ProgressPage({ index }: { index: ProgressIndex }): ReactNode {
  const isBrowser = useIsBrowser();
  const progress = useProgress();
  const { record, ready, keeps } = progress;
  if (!isBrowser) return <p>This page shows what your browser remembers, and needs JavaScript for it.</p>;
  if (!ready) return <p>Reading your progress…</p>;
  const questions = new Set(record.reviews.map(({ question }) => question)).size;
  return (
    <div className={styles.page}>
      <p>
        <b>
          {record.reviews.length} {record.reviews.length === 1 ? 'answer' : 'answers'} to {questions}{' '}
          {questions === 1 ? 'question' : 'questions'}
        </b>
        , kept {keeps && places[keeps]}. There is no account, and nothing is sent anywhere.
      </p>
      <ProgressNotes progress={progress} />
      <Suspense fallback={<p role="status">Drawing the map…</p>}>
        <CourseMap index={index} record={record} />
      </Suspense>
      <LabsRun index={index} record={record} />
      <SaveAsFile progress={progress} />
      <Import progress={progress} />
      <section>
        <h2>Settings</h2>
        <p className={styles.setting}>
          <PromptsChoice />
        </p>
      </section>
      <Kept record={record} prompts={index.prompts} />
      <Wipe />
    </div>
  );
}
