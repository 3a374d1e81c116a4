import type { ReactNode } from 'react';
import type { Run } from '#content/replay/moment.ts';
import { formatQuantity } from '../../lesson/format.ts';
import { momentText } from './moment-text.ts';
import styles from './ReplayFigure.module.css';

/** Every moment of a run in order. */
export function MomentList({ run }: { run: Run }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol className={styles.moments} tabIndex={0}>
      {run.moments.map((moment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: moments never change places
        <li key={index}>
          <span className="nowrap">{formatQuantity(moment.atMs, 'ms')}</span> {momentText(moment, run)}
        </li>
      ))}
    </ol>
  );
}
