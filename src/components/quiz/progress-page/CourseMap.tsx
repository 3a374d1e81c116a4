import Link from '@docusaurus/Link';
import { type ReactNode, useEffect } from 'react';
import type { ProgressIndex } from '#content/practice.ts';
import type { Progress } from '#content/progress/record.ts';
import { courseMap, type MapRow, type Share } from '#content/review/course-map.ts';
import { stateKey } from '#content/review/state-key.ts';
import { changeGlance } from '../glance/glance.ts';
import styles from './CourseMap.module.css';

const columns: [keyof Omit<MapRow, 'concept'>, string][] = [
  ['read', 'Read'],
  ['predicted', 'Predicted'],
  ['ran', 'Ran'],
  ['recalled', 'Recalled'],
  ['explained', 'Explained'],
];

/** The course, concept by concept: what was read, guessed, run, recalled and explained of each. */
export default function CourseMap({ index, record }: { index: ProgressIndex; record: Progress }): ReactNode {
  useEffect(() => {
    // Where nothing was answered nothing comes back, and the scheduler does not have to come for it.
    if (record.reviews.length === 0) changeGlance({ due: {} });
    else {
      void import('../glance/keep-due.ts').then(({ keepDue }) => keepDue(record, index.cards.map(stateKey)));
    }
  }, [record, index]);
  const map = courseMap(index, record);
  return (
    <section aria-labelledby="course-map">
      <h2 id="course-map">Map of the course</h2>
      <p>
        Each concept stands under the lesson that teaches it first. <b>Recalled</b> counts cards that were
        right the last time, <b>explained</b> interview questions in whose last answer no must was missing.
      </p>
      <table className={styles.map}>
        <thead>
          <tr>
            <th scope="col">Concept</th>
            {columns.map(([, label]) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {map
          .filter(({ rows }) => rows.length > 0)
          .map(({ lesson, rows }) => (
            <tbody key={lesson.id}>
              <tr className={styles.lesson}>
                <th scope="rowgroup" colSpan={columns.length + 1}>
                  <Link to={`/${lesson.id}/`}>{lesson.title}</Link>
                </th>
              </tr>
              {rows.map((row) => (
                <tr key={row.concept}>
                  <th scope="row">{index.conceptNames[row.concept] ?? row.concept.replaceAll('-', ' ')}</th>
                  {columns.map(([column, label]) => (
                    <Cell key={column} share={row[column]} label={label} />
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
      </table>
    </section>
  );
}

/** How many of how many, filled as far as that. */
function Cell({ share: { done, of }, label }: { share: Share; label: string }): ReactNode {
  const percent = of === 0 ? 0 : Math.round((done / of) * 100);
  return (
    <td
      data-label={label}
      data-state={of === 0 ? 'none' : done === of ? 'all' : done > 0 ? 'some' : 'open'}
      style={{ '--done': `${percent}%` } as Record<string, string>}
    >
      {of === 0 ? '–' : `${done === of ? '✓ ' : ''}${done} of ${of}`}
    </td>
  );
}
