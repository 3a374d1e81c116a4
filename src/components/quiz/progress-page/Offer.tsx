import type { ReactNode } from 'react';
import type { Additions } from '#content/progress/additions.ts';
import { merge } from '#content/progress/merge.ts';
import type { Progress } from '#content/progress/record.ts';
import type { ProgressView } from '../progress/use-progress.ts';
import styles from './ProgressPage.module.css';

/** What a file would add, and the choice. Its code comes with the first file. */
export function Offer({
  adds,
  record,
  change,
  onDone,
}: {
  adds: Additions;
  record: Progress;
  change: ProgressView['change'];
  /** Called with what to say afterwards. */
  onDone(said: string): void;
}): ReactNode {
  return (
    <>
      <p>{describe(adds)}</p>
      <p className={styles.actions}>
        <button
          type="button"
          className="button button--primary"
          onClick={() =>
            void change((before) => merge(before, record)).then(() => onDone('It has been added.'))
          }
        >
          Add it
        </button>
        <button
          type="button"
          className="button button--secondary"
          onClick={() => onDone('Nothing was changed.')}
        >
          Leave it
        </button>
      </p>
    </>
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
