import { type ReactNode, useId, useState } from 'react';
import type { AskedLoaders, ProgressIndex } from '#content/practice.ts';
import { doneOf } from '#content/progress/marks.ts';
import type { Progress } from '#content/progress/record.ts';
import { MarkBox } from '../progress/MarkBox.tsx';
import styles from './ProgressPage.module.css';

/** Which experiments the reader has run: only they know, because a lab runs in a terminal. */
export function LabsRun({
  index,
  asked,
  record,
}: {
  index: ProgressIndex;
  asked: AskedLoaders;
  record: Progress;
}): ReactNode {
  const [questions, setQuestions] = useState<Record<string, string>>({});
  const id = useId();
  const ran = new Set(doneOf(record, 'ran'));
  const names = [...new Set(index.lessons.flatMap(({ experiments }) => experiments))];
  const done = names.filter((name) => ran.has(name)).length;
  return (
    <section aria-labelledby="labs">
      <h2 id="labs">Labs you have run</h2>
      <p>A lab runs in your terminal, and this page does not see it. Tick what you have run.</p>
      <details onToggle={() => void asked.experiments().then((module) => setQuestions(module.default))}>
        <summary>
          {done} of {names.length} experiments
        </summary>
        <ul className={styles.labs}>
          {names.map((name) => (
            <li key={name}>
              <label htmlFor={`${id}${name}`}>
                <MarkBox id={`${id}${name}`} kind="ran" of={name} done={ran.has(name)} ready />{' '}
                {questions[name]} <code>npm run lab {name}</code>
              </label>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
