import Link from '@docusaurus/Link';
import { type ReactNode, useMemo } from 'react';
import { type PackedIndex, unpackIndex } from '#content/packed-index.ts';
import { lazyPart } from '../lazy-part.tsx';
import { DeskPage } from '../quiz/progress/DeskPage.tsx';

const PlanDesk = lazyPart(() => import('./PlanDesk.tsx'));

/** The page of who knows the day of the interview. */
export default function PlanPage({ index: packed }: { index: PackedIndex }): ReactNode {
  const index = useMemo(() => unpackIndex(packed), [packed]);
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
