import type { ReactNode } from 'react';
import type { SayData } from '#content/say.ts';
import { useProgress } from '../quiz/progress/use-progress.ts';
import { Tick } from './Tick.tsx';
import styles from './Tomorrow.module.css';

/** A sentence to be able to say, with what was measured for it; ticked by the reader who has said it aloud. */
export function Say({ data, children }: { data: SayData; children: ReactNode }): ReactNode {
  const progress = useProgress();
  return (
    <div className={styles.say}>
      <Tick of={`say ${data.id}`} progress={progress}>
        {children}
      </Tick>
      <details className={styles.because}>
        <summary>measured in {data.experiment}</summary>
        {data.statement}
      </details>
    </div>
  );
}
