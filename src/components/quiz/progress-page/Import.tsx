import { type ReactNode, useId, useRef, useState } from 'react';
import type { Additions } from '#content/progress/additions.ts';
import { merge } from '#content/progress/merge.ts';
import type { Progress } from '#content/progress/record.ts';
import type { ProgressView } from '../progress/use-progress.ts';
import styles from './ProgressPage.module.css';

type State =
  | { step: 'choose'; said?: string }
  | { step: 'refused'; problem: string; remedy: string }
  | { step: 'offered'; record: Progress; adds: Additions };

/** Takes in a saved file: says what it would add first, and changes nothing before the reader agrees. */
export function Import({ progress: { record, change } }: { progress: ProgressView }): ReactNode {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ step: 'choose' });

  const read = async (file: File | undefined) => {
    if (!file) return;
    const { readProgressFile } = await import('./read-progress-file.ts');
    const parsed = await readProgressFile(file, record);
    setState(
      parsed.ok
        ? { step: 'offered', record: parsed.record, adds: parsed.adds }
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
          <>
            <p>{describe(state.adds)}</p>
            <p className={styles.actions}>
              <button
                type="button"
                className="button button--primary"
                onClick={() => {
                  const { record: other } = state;
                  void change((before) => merge(before, other)).then(() => done('It has been added.'));
                }}
              >
                Add it
              </button>
              <button
                type="button"
                className="button button--secondary"
                onClick={() => done('Nothing was changed.')}
              >
                Leave it
              </button>
            </p>
          </>
        )}
      </div>
    </section>
  );
}

function describe({ reviews, drafts, mocks, marks, settings }: Additions): string {
  const parts = [
    counted(reviews, 'answer', 'answers'),
    counted(drafts, 'newer attempt at an interview question', 'newer attempts at interview questions'),
    counted(mocks, 'newer mock interview', 'newer mock interviews'),
    counted(marks, 'thing read, run, predicted or noted', 'things read, run, predicted or noted'),
    settings ? 'newer settings' : '',
  ].filter(Boolean);
  return parts.length === 0
    ? 'It holds nothing that is not here already.'
    : `It would add ${parts.join(', ')}.`;
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
