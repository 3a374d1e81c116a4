import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, useEffect, useState } from 'react';
import { type CourseData, positionIn } from '#content/course.ts';
import { dayOf } from '#content/review/day.ts';
import { countDue, followGlance, readGlance } from '../quiz/glance/glance.ts';
import { useToday } from '../use-today.ts';
import styles from './Continue.module.css';

/**
 * For who comes back: the lesson to go on with, what is due, how far along they are. The page says before its first
 * paint whether its reader is one (`data-returning`); for all others, and without scripts, it takes no place.
 */
export function Continue({ data }: { data: CourseData }): ReactNode {
  const isBrowser = useIsBrowser();
  // What is due is another thing tomorrow.
  useToday();
  const [glance, setGlance] = useState(() => (isBrowser ? readGlance() : undefined));
  useEffect(() => {
    void refresh(data.cards);
    return followGlance(() => setGlance(readGlance()));
  }, [data]);
  const { next, read } = positionIn(data.lessons, glance ?? { read: [] });
  const due = glance ? countDue(glance, dayOf(Date.now()).end) : 0;
  return (
    <section className={styles.continue} aria-label="Where you are">
      <p className={styles.next}>
        {glance && next && (
          <>
            <span>Continue with</span> <Link to={`/${next.id}/`}>{next.label}</Link>
          </>
        )}
        {glance && !next && (
          <>
            <span>All lessons read.</span> <Link to="/mock/">Take a mock interview</Link>
          </>
        )}
      </p>
      <p className={styles.state}>
        <progress max={data.lessons.length} value={read} aria-label="Lessons read" />{' '}
        <Link to="/progress/">
          {read} of {data.lessons.length} lessons read
        </Link>
        <Link to="/review/">
          {due === 0 ? 'No card is due' : `${due} ${due === 1 ? 'card is' : 'cards are'} due`}
        </Link>
      </p>
    </section>
  );
}

/** Reads the record and works out what is due: answers may have been given on pages without the scheduler. */
async function refresh(cards: readonly string[]): Promise<void> {
  const [{ keepDue }, { progressStore }] = await Promise.all([
    import('../quiz/glance/keep-due.ts'),
    import('../quiz/progress/use-progress.ts'),
  ]);
  const store = await progressStore();
  keepDue(store.snapshot().record, cards);
}
