import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { PartLabsData } from '#content/part-labs.ts';
import { formatQuantity } from '../lesson/format.ts';
import { Architecture } from './Architecture.tsx';
import styles from './PartLabs.module.css';

/** The labs of a part: what each pipeline looks like, and what is asked of it. */
export function PartLabs({ data }: { data: PartLabsData }): ReactNode {
  return data.map(({ lab, title, pipeline, experiments }) => (
    <section key={lab} className={styles.lab} aria-label={`Lab ${lab}`}>
      <p className={styles.title}>
        <b>{title}</b> <code>npm run lab {lab}</code>
      </p>
      <Architecture data={pipeline} />
      <ul className={styles.experiments}>
        {experiments.map(({ name, question, seconds, lesson }) => (
          <li key={name}>
            {question}{' '}
            <small>
              <Link to={`/${lesson.id}/`}>{lesson.label}</Link> · <code>{name}</code> · the recorded run took{' '}
              {formatQuantity(Math.round(seconds), 's')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  ));
}
