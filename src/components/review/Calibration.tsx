import type { ReactNode } from 'react';
import type { Review } from '#content/progress/record.ts';
import { calibrationOf } from '#content/review/calibration.ts';
import styles from './Review.module.css';

const words = { 1: 'guessing', 2: 'fairly sure', 3: 'would bet on it' } as const;

/** How often the reader was right at each step of confidence: bars, and the counts in a table. */
export function Calibration({ reviews }: { reviews: readonly Review[] }): ReactNode {
  const steps = calibrationOf(reviews).map((step) => ({
    ...step,
    percent: step.answers > 0 ? Math.round((step.right / step.answers) * 100) : undefined,
  }));
  const answers = steps.reduce((sum, step) => sum + step.answers, 0);
  if (answers === 0) return null;
  return (
    <section aria-labelledby="calibration">
      <h2 id="calibration">How well you know what you know</h2>
      <p>
        The surer you were, the more often you should have been right. A short bar at “would bet on it” is
        what an interviewer notices.
      </p>
      <svg className={styles.bars} viewBox="0 0 320 108" role="img" aria-label={spoken(steps)}>
        {steps.map(({ confidence, percent = 0 }, row) => (
          <g key={confidence} transform={`translate(0 ${row * 36})`}>
            <text y="12">{words[confidence]}</text>
            <rect className={styles.scale} y="17" width="320" height="12" rx="3" />
            <rect className={styles.bar} y="17" width={percent * 3.2} height="12" rx="3" />
          </g>
        ))}
      </svg>
      <table>
        <caption>Right answers by how sure you were</caption>
        <thead>
          <tr>
            <th scope="col">You were</th>
            <th scope="col" className="number">
              Answers
            </th>
            <th scope="col" className="number">
              Right
            </th>
            <th scope="col" className="number">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ confidence, answers: count, right, percent }) => (
            <tr key={confidence}>
              <th scope="row">{words[confidence]}</th>
              <td className="number">{count}</td>
              <td className="number">{right}</td>
              <td className="number">{percent === undefined ? '–' : `${percent}\u00a0%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function spoken(steps: { confidence: 1 | 2 | 3; answers: number; right: number }[]): string {
  return steps
    .map(({ confidence, answers, right }) => `${words[confidence]}: ${right} of ${answers} right`)
    .join('; ');
}
