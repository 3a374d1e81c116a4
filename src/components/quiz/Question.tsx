import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { QuestionData } from '#content/page-data.ts';
import styles from './cards/Card.module.css';
import { LessonCard } from './LessonCard.tsx';
import { spokenTime } from './spoken-time.ts';

/** A question in a lesson: a card to answer on the spot, or the way to the page of an open one. */
export function Question({ data }: { data: QuestionData }): ReactNode {
  if (data.kind !== 'open') return <LessonCard card={data} />;
  return (
    <aside className={styles.card} aria-label={`Interview question: ${data.prompt}`}>
      <p className={styles.kind}>Interview question</p>
      <p className={styles.open}>{data.prompt}</p>
      <p className={styles.action}>
        <Link to={data.href} className="button button--primary">
          Answer it
        </Link>{' '}
        <span>
          aloud or in writing, in about {spokenTime(data.targetSeconds)}; then compare with an average and a
          great answer
        </span>
      </p>
    </aside>
  );
}
