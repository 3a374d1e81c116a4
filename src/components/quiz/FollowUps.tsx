import type { ReactNode } from 'react';
import type { OpenQuestionData } from '#content/page-data.ts';
import styles from './OpenQuestion.module.css';
import { Rubric } from './Rubric.tsx';

/** What an interviewer asks next; each with its own short rubric behind a second attempt. */
export function FollowUps({ followUps }: Pick<OpenQuestionData, 'followUps'>): ReactNode {
  return (
    <section className={styles.part} aria-labelledby="follow-ups">
      <h2 id="follow-ups">What you are asked next</h2>
      <p>Answer each aloud before you open it.</p>
      {followUps.map(({ prompt, rubric }) => (
        <details key={prompt} className={styles.followUp}>
          <summary>{prompt}</summary>
          <Rubric points={rubric} />
        </details>
      ))}
    </section>
  );
}
