import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, useId } from 'react';
import { doneOf } from '#content/progress/marks.ts';
import { MarkBox } from '../quiz/progress/MarkBox.tsx';
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
  const id = useId();
  return (
    <label htmlFor={id} className={styles.tick}>
      <MarkBox
        id={id}
        kind="ticked"
        of={of}
        done={doneOf(progress.record, 'ticked').includes(of)}
        ready={isBrowser && progress.ready}
      />
      <span>{children}</span>
    </label>
  );
}
