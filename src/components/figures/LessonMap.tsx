import Link from '@docusaurus/Link';
import { Fragment, type ReactNode } from 'react';
import type { LessonMapData, MappedLesson } from '#content/lesson.ts';
import styles from './LessonMap.module.css';

/** The lessons of a part: drawn as what follows from what, and as a list of links that says the same. */
export function LessonMap({ data: { rows, order, before } }: { data: LessonMapData }): ReactNode {
  const lessons = rows.flat().sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const labels = new Map([...before, ...lessons].map(({ id, label }) => [id, label]));
  const drawn = before.length > 0 ? [before, ...rows] : rows;
  return (
    <nav className={styles.map} aria-label="Lessons of this part">
      <div className={styles.drawing} aria-hidden="true">
        {drawn.map((row, index) => (
          <Fragment key={row[0]?.id}>
            {index > 0 && <Edges above={drawn[index - 1] ?? []} row={row} />}
            <div className={styles.row} data-before={row === before}>
              {row.map(({ id, label, after }) => (
                <span key={id} className={styles.lesson}>
                  {label}
                  <Also after={row === before ? [] : after} above={drawn[index - 1] ?? []} labels={labels} />
                </span>
              ))}
            </div>
          </Fragment>
        ))}
      </div>
      <ol>
        {lessons.map(({ id, label, description, after }) => (
          <li key={id}>
            <Link to={`/${id}/`}>{label}</Link>
            {description && <>. {description}</>}
            {after.length > 0 && (
              <small className={styles.after}>
                {' '}
                After{' '}
                {after.map((each, index) => (
                  <Fragment key={each}>
                    {index > 0 && (index === after.length - 1 ? ' and ' : ', ')}
                    <Link to={`/${each}/`}>{labels.get(each)}</Link>
                  </Fragment>
                ))}
                .
              </small>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** What a lesson needs beside what stands right above it, where no line is drawn. */
function Also({
  after,
  above,
  labels,
}: {
  after: string[];
  above: MappedLesson[];
  labels: ReadonlyMap<string, string>;
}): ReactNode {
  const others = after.filter((each) => !above.some(({ id }) => id === each));
  if (others.length === 0) return null;
  return <small>{others.map((each) => `and after: ${labels.get(each)}`).join('; ')}</small>;
}

/** Lines from the lessons of one row to those of the next that need them. */
function Edges({ above, row }: { above: MappedLesson[]; row: MappedLesson[] }): ReactNode {
  const middle = (index: number, of: MappedLesson[]) => ((index + 0.5) / of.length) * 100;
  const edges = row.flatMap((lesson, to) =>
    above.flatMap((each, from) =>
      lesson.after.includes(each.id) ? [[middle(from, above), middle(to, row)] as const] : [],
    ),
  );
  return (
    <svg className={styles.edges} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {edges.map(([from, to]) => (
        <path key={`${from} ${to}`} d={`M${from} 0C${from} 5 ${to} 5 ${to} 10`} />
      ))}
    </svg>
  );
}
