import type { ReactNode } from 'react';
import type { ProgressIndex } from '#content/practice.ts';
import { doneOf } from '#content/progress/marks.ts';
import type { Progress } from '#content/progress/record.ts';
import { keepMark } from '../progress/keep-mark.ts';
import styles from './ProgressPage.module.css';

/** Which experiments the reader has run: only they know, because a lab runs in a terminal. */
export function LabsRun({ index, record }: { index: ProgressIndex; record: Progress }): ReactNode {
  const ran = new Set(doneOf(record, 'ran'));
  const names = Object.keys(index.experiments);
  const done = names.filter((name) => ran.has(name)).length;
  return (
    <section>
      <h2>Labs you have run</h2>
      <p>A lab runs in your terminal, and this page does not see it. Tick what you have run.</p>
      <details>
        <summary>
          {done} of {names.length} experiments
        </summary>
        <ul className={styles.labs}>
          {names.map((name) => (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  checked={ran.has(name)}
                  onChange={({ target }) => void keepMark({ kind: 'ran', of: name, done: target.checked })}
                />{' '}
                {index.experiments[name]} <code>npm run lab {name}</code>
              </label>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
