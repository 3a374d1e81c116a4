import { lazy, type ReactNode, Suspense } from 'react';
import type { ReplayData } from '#content/replay/replay-data.ts';

/** Its code comes to a page only where a run is replayed; until then the page shows what was rendered at build. */
const ReplayFigure = lazy(() => import('./replay/ReplayFigure.tsx'));

/** A recorded run, redrawn as requests that move through the pipeline. */
export function Replay({ data }: { data: ReplayData }): ReactNode {
  return (
    <Suspense fallback={null}>
      <ReplayFigure data={data} />
    </Suspense>
  );
}
