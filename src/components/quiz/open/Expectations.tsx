import type { ReactNode } from 'react';
import type { OpenQuestionData } from '#content/page-data.ts';
import styles from './Open.module.css';

const levels = { junior: 'Junior', mid: 'Mid-level', senior: 'Senior and above' } as const;

/** What an interviewer expects of whom. */
export function Expectations({ expectations }: Pick<OpenQuestionData, 'expectations'>): ReactNode {
  return (
    <section className={styles.part} aria-labelledby="expectations">
      <h2 id="expectations">What is expected of whom</h2>
      <dl className={styles.expectations}>
        {(['junior', 'mid', 'senior'] as const).map((level) => (
          <div key={level}>
            <dt>{levels[level]}</dt>
            <dd>{expectations[level]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
