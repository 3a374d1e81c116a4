import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, Suspense, useEffect, useId, useState } from 'react';
import type { RunHereData } from '#content/page-data.ts';
import { lazyPart } from '../lazy-part.tsx';
import { formatQuantity } from '../lesson/format.ts';
import { begunRun } from './begun-run.ts';
import { isServedWithLabs } from './is-served-with-labs.ts';
import styles from './RunHere.module.css';

const OwnRunPanel = lazyPart(() => import('./OwnRunPanel.tsx'));

/**
 * Where a lesson shows the command of an experiment: runs it, when the labs are served together with the page, and lays
 * the result beside the recorded one. Its code comes when it is opened; a run that goes on is shown at once.
 */
export function RunHere({ data: { experiment, seconds } }: { data: RunHereData }): ReactNode {
  const isBrowser = useIsBrowser();
  const panel = useId();
  const [opened, setOpened] = useState<'pressed' | 'found'>();
  useEffect(() => {
    if (isServedWithLabs() && begunRun.is(experiment)) setOpened('found');
  }, [experiment]);
  return (
    <div className={`${styles.place} needs-js`} data-run-here={experiment}>
      <p className={styles.line}>
        <button
          type="button"
          className="button button--primary button--sm"
          disabled={!isBrowser}
          aria-expanded={opened !== undefined}
          aria-controls={panel}
          onClick={() => setOpened(opened ? undefined : 'pressed')}
        >
          {labelOf(isBrowser, opened !== undefined)}
        </button>{' '}
        <span>
          <code>{experiment}</code>, the recorded run took {formatQuantity(Math.round(seconds), 's')}
        </span>
      </p>
      <div id={panel}>
        {opened && (
          <Suspense fallback={<p className={styles.coming}>…</p>}>
            <OwnRunPanel experiment={experiment} begin={opened === 'pressed'} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

function labelOf(isBrowser: boolean, isOpen: boolean): string {
  if (!isBrowser) return 'Your own run';
  if (isOpen) return 'Close';
  return isServedWithLabs() ? 'Run it here' : 'Lay your run beside ours';
}
