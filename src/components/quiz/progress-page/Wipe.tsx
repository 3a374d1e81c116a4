import { type ReactNode, useState } from 'react';
import { useFocusOnStep } from '../../use-focus-on-step.ts';
import { progressStore } from '../progress/use-progress.ts';
import styles from './ProgressPage.module.css';

/** Deletes the whole record, after a second question. */
export function Wipe(): ReactNode {
  const [step, setStep] = useState<'closed' | 'asking' | 'done' | 'failed'>('closed');
  const first = useFocusOnStep<HTMLButtonElement>(step);
  const wipe = async () => {
    try {
      const [store, { forgetNoted }] = await Promise.all([
        progressStore(),
        import('../progress/open-store.ts'),
      ]);
      await store.wipe();
      forgetNoted(store);
      setStep('done');
    } catch {
      setStep('failed');
    }
  };
  return (
    <section>
      <h2>Get rid of it</h2>
      {step !== 'asking' && (
        <button
          ref={first}
          type="button"
          className="button button--secondary"
          onClick={() => setStep('asking')}
        >
          Delete my progress…
        </button>
      )}
      <div role="status">
        {step === 'asking' && (
          <>
            <p>
              Every answer, attempt and setting in this browser goes, in all tabs. It cannot be undone, but a
              saved file can be taken in again.
            </p>
            <p className={styles.actions}>
              <button type="button" className="button button--primary" onClick={() => void wipe()}>
                Delete everything
              </button>
              <button
                ref={first}
                type="button"
                className="button button--secondary"
                onClick={() => setStep('closed')}
              >
                Keep it
              </button>
            </p>
          </>
        )}
        {step === 'done' && <p>It is gone.</p>}
        {step === 'failed' && (
          <p>The browser refused to delete it. Clear the data of this site in its settings.</p>
        )}
      </div>
    </section>
  );
}
