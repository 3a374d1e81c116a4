import type { ReactNode } from 'react';
import { readinessAt } from '#content/plan/readiness.ts';
import type { Progress } from '#content/progress/record.ts';
import type { MapIndex, Share } from '#content/review/course-map.ts';
import styles from './Plan.module.css';

/** How ready the reader is for that day, as three counts. */
export function Ready({
  index,
  record,
  interviewOn,
}: {
  index: MapIndex;
  record: Progress;
  interviewOn: string;
}): ReactNode {
  const [year = 0, month = 1, day = 1] = interviewOn.split('-').map(Number);
  const { read, remembered, explained } = readinessAt(
    index,
    record,
    new Date(year, month - 1, day, 9).getTime(),
  );
  const rows: [string, Share, string][] = [
    ['Lessons read', read, 'You know the words and where they stop being true.'],
    [
      'Cards remembered on the day',
      remembered,
      'What FSRS expects if you answer nothing more until then; cards you never answered count as not remembered.',
    ],
    ['Questions explained', explained, 'In your last answer no must was missing, by your own ticks.'],
  ];
  return (
    <section aria-labelledby="ready">
      <h2 id="ready">How ready you are</h2>
      <dl className={styles.ready}>
        {rows.map(([name, { done, of }, meaning]) => (
          <div key={name}>
            <dt>
              {name}: {done} of {of}
            </dt>
            <dd>
              <progress max={of} value={done} aria-label={name} /> {meaning}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
