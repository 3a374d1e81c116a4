import { type ReactNode, useId, useRef, useState } from 'react';
import type { Additions } from '#content/progress/additions.ts';
import type { Progress } from '#content/progress/record.ts';
import { unfetched } from '../../read-text.ts';
import { useFocusOnStep } from '../../use-focus-on-step.ts';
import type { ProgressView } from '../progress/use-progress.ts';
import type { Offer } from './Offer.tsx';
import styles from './ProgressPage.module.css';

type State =
  | { step: 'choose'; said?: string }
  | { step: 'refused'; problem: string; remedy: string }
  | { step: 'offered'; record: Progress; adds: Additions; Offer: typeof Offer };

/** What there is to say of a file; what reads it comes with the first one. */
async function offerOf(file: File, record: Progress): Promise<State> {
  const [{ readProgressFile }, { Offer }] = await Promise.all([
    import('./read-progress-file.ts'),
    import('./Offer.tsx'),
  ]);
  const parsed = await readProgressFile(file, record);
  if (!parsed.ok) return { step: 'refused', problem: parsed.problem, remedy: parsed.remedy };
  return { step: 'offered', record: parsed.record, adds: parsed.adds, Offer };
}

/** Takes in a saved file: says what it would add first, and changes nothing before the reader agrees. */
export function Import({ progress: { record, change } }: { progress: ProgressView }): ReactNode {
  const id = useId();
  const [state, setState] = useState<State>({ step: 'choose' });
  const input = useFocusOnStep<HTMLInputElement>(state.step);
  const chosen = useRef(0);

  const read = async (file: File | undefined) => {
    if (!file) return;
    chosen.current += 1;
    const place = chosen.current;
    const next = await offerOf(file, record).catch((): State => ({ step: 'refused', ...unfetched }));
    // A file that was chosen before it may be larger, and come later.
    if (place === chosen.current) setState(next);
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
        // The same file can be chosen again when it has changed.
        onClick={({ currentTarget }) => {
          currentTarget.value = '';
        }}
        onChange={({ target }) => void read(target.files?.[0])}
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
