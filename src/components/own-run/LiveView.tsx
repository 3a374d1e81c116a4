import { type ReactNode, useRef } from 'react';
import type { LiveRun } from '#content/own-run.ts';
import styles from './OwnRun.module.css';

/** So many points a line of this width can show. */
const mostPoints = 150;

/** How far a run is, and its pipeline with what is in each part now. Nothing in it is announced: it changes all the time. */
export function LiveView({ live }: { live?: LiveRun | undefined }): ReactNode {
  // Between two repetitions nothing is counted: what was there keeps its place.
  const last = useRef<LiveRun>(undefined);
  if (live && live.parts.length > 0) last.current = live;
  const { parts, course } = last.current ?? { parts: [], course: { label: '', values: [] } };
  return (
    <div className={styles.live}>
      <p className={styles.step}>
        <progress value={live?.fraction ?? 0} aria-label="How far the run is" />{' '}
        {live ? (
          <>
            <b>{live.variant}</b>, repetition {live.repetition} of {live.repetitions}
            {live.again && ', again: this machine was too busy'}
            <span className={styles.note}>{live.note}</span>
          </>
        ) : (
          <span className={styles.note}>starting</span>
        )}
      </p>
      <ol className={styles.parts} aria-label="The pipeline, and what is in it">
        {parts.map(({ name, counts }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
          <li key={index}>
            <b>{name}</b>
            <span>{counts}</span>
          </li>
        ))}
      </ol>
      <Course label={course.label} values={course.values} />
    </div>
  );
}

function Course({ label, values }: LiveRun['course']): ReactNode {
  const step = Math.max(1, Math.ceil(values.length / mostPoints));
  const shown = values.filter((_, index) => index % step === 0);
  const most = Math.max(1, ...shown);
  const points = shown.map((value, index) => `${index},${((1 - value / most) * 100).toFixed(1)}`).join(' ');
  return (
    <div className={styles.course}>
      <svg viewBox={`0 0 ${Math.max(1, shown.length - 1)} 100`} preserveAspectRatio="none" aria-hidden="true">
        <polyline points={points} vectorEffect="non-scaling-stroke" />
      </svg>
      <span>{label && `${label}: ${values.at(-1) ?? 0}, at most ${Math.max(0, ...values)}`}</span>
    </div>
  );
}
