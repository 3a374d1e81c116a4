import Link from '@docusaurus/Link';
import { lazy, type ReactNode } from 'react';
import type { ProgressIndex } from '#content/practice.ts';
import { DeskPage } from '../quiz/progress/DeskPage.tsx';

const PlanDesk = lazy(() => import('./PlanDesk.tsx'));

/** The page of who knows the day of the interview. */
export default function PlanPage({ index }: { index: ProgressIndex }): ReactNode {
  return (
    <DeskPage
      title="My interview is on …"
      description="A path of two weeks at most to the day of your interview: what to do each day, what is left out, and how ready you are."
      withoutJavaScript={
        <>
          The path follows from what your browser remembers of you, which needs JavaScript. Without it, take a{' '}
          <Link to="/paths/">study path</Link>, or the evening before:{' '}
          <Link to="/tomorrow/">the interview is tomorrow</Link>.
        </>
      }
      desk={(progress) => <PlanDesk index={index} progress={progress} />}
    />
  );
}
