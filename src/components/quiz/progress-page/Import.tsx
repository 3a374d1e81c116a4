import { type ReactNode, useId, useRef, useState } from 'react';
import type { Additions } from '#content/progress/additions.ts';
import type { Progress } from '#content/progress/record.ts';
import type { ProgressView } from '../progress/use-progress.ts';
import type { Offer } from './Offer.tsx';
import styles from './ProgressPage.module.css';

type State =
  | { step: 'choose'; said?: string }
  | { step: 'refused'; problem: string; remedy: string }
  | { step: 'offered'; record: Progress; adds: Additions; Offer: typeof Offer };

/** Takes in a saved file: says what it would add first, and changes nothing before the reader agrees. */
export function Import({ progress: { record, change } }: { progress: ProgressView }): ReactNode {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ step: 'choose' });

  const read = async (file: File | undefined) => {
    if (!file) return;
    const [{ readProgressFile }, { Offer }] = await Promise.all([
      import('./read-progress-file.ts'),
      import('./Offer.tsx'),
    ]);
    const parsed = await readProgressFile(file, record);
    setState(
      parsed.ok
        ? { step: 'offered', record: parsed.record, adds: parsed.adds, Offer }
        : { step: 'refused', problem: parsed.problem, remedy: parsed.remedy },
    );
  };
  const done = (said: string) => {
    if (input.current) input.current.value = '';
    setState({ step: 'choose', said });
  };
  return (
    <section>
      <h2>Bring it back</h2>
      <p>What the file holds joins what is here: nothing that you have is replaced by something older.</p>
      <label htmlFor={id}>A file that this page has saved</label>
      <input
        ref={input}
        id={id}
        className={styles.file}
        type="file"
        accept=".json,application/json"
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <div role="status">
        {state.step === 'choose' && state.said && <p>{state.said}</p>}
        {state.step === 'refused' && (
          <p className={styles.refused}>
            <b>This file was not taken in.</b> {state.problem} {state.remedy}
          </p>
        )}
        {state.step === 'offered' && (
          <state.Offer adds={state.adds} record={state.record} change={change} onDone={done} />
        )}
      </div>
    </section>
  );
}
