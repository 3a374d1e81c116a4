import useIsBrowser from '@docusaurus/useIsBrowser';
import type { ReactNode } from 'react';
import { doneOf } from '#content/progress/marks.ts';
import { keepMark } from '../quiz/progress/keep-mark.ts';
import type { ProgressView } from '../quiz/progress/use-progress.ts';
import styles from './Tomorrow.module.css';

/** A box of a checklist, which the record remembers; on paper an empty one. */
export function Tick({
  of,
  progress,
  children,
}: {
  of: string;
  progress: ProgressView;
  children: ReactNode;
}): ReactNode {
  const isBrowser = useIsBrowser();
  return (
    <label className={styles.tick}>
      <input
        type="checkbox"
        checked={doneOf(progress.record, 'ticked').includes(of)}
        disabled={!isBrowser || !progress.ready}
        onChange={({ target }) => void keepMark({ kind: 'ticked', of, done: target.checked })}
      />
      <span>{children}</span>
    </label>
  );
}
