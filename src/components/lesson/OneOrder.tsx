import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, useMemo } from 'react';
import type { OneOrderData } from '#content/page-data.ts';
import { formatQuantity } from './format.ts';
import styles from './OneOrder.module.css';
import { OneOrderLane } from './OneOrderLane.tsx';
import { OneOrderTable } from './OneOrderTable.tsx';
import { Provenance } from './Provenance.tsx';
import { stepTexts } from './step-text.ts';
import { usePlayback } from './use-playback.ts';

const playSeconds = 4;

/** One order on each path, replayed from the recorded events; the same as a table below. */
export default function OneOrder({ data }: { data: OneOrderData }): ReactNode {
  const { lanes, provenance } = data;
  const isBrowser = useIsBrowser();
  const steps = useMemo(
    () =>
      lanes
        .flatMap((lane) => lane.order.steps.map((step) => ({ ...step, lane })))
        .sort((a, b) => a.atMs - b.atMs),
    [lanes],
  );
  const moments = useMemo(() => [...new Set(steps.map((step) => step.atMs))], [steps]);
  const endMs = moments.at(-1) ?? 0;
  const slowdown = Math.round((playSeconds * 1000) / endMs);
  const { now, playing, play, pause, step, seek } = usePlayback(moments, endMs, slowdown);

  const state =
    !isBrowser || (now !== undefined && now >= endMs) ? 'done' : now === undefined ? 'ready' : 'running';
  const shown = isBrowser ? (now ?? 0) : endMs;
  const latest = steps.filter((each) => each.atMs <= shown).at(-1);
  // Until the scripts run, the page shows the end of the run for readers without them; the button says what it will do.
  const untouched = !isBrowser || state === 'ready';
  const label = playing
    ? 'Pause'
    : untouched
      ? 'Send one order'
      : state === 'done'
        ? 'Send it again'
        : 'Go on';
  const start = () =>
    matchMedia('(prefers-reduced-motion: reduce)').matches ? step() : playing ? pause() : play();

  return (
    <figure
      className={styles.figure}
      data-state={state}
      data-live={isBrowser}
      aria-label="One order, both ways"
    >
      <div className={styles.controls}>
        <button type="button" className={`${styles.send} needs-js`} onClick={start}>
          {label}
        </button>
        <button type="button" className={`${styles.step} needs-js`} onClick={step} disabled={playing}>
          Step
        </button>
        <input
          type="range"
          className={`${styles.scrub} needs-js`}
          aria-label="Time in the recorded run"
          aria-valuetext={formatQuantity(shown, 'ms')}
          min={0}
          max={endMs}
          step={0.1}
          value={shown}
          onChange={(event) => seek(event.target.valueAsNumber)}
        />
        <output className={styles.clock}>{formatQuantity(shown, 'ms')}</output>
      </div>
      {lanes.map((lane) => (
        <OneOrderLane key={lane.variant} lane={lane} now={shown} endMs={endMs} started={state !== 'ready'} />
      ))}
      <p className={styles.latest}>
        {untouched || !latest
          ? `Recorded on a local cloud, slowed down ${slowdown} times: on AWS the order of events is the same, the milliseconds are not.`
          : `${formatQuantity(latest.atMs, 'ms')}, ${latest.lane.label}: ${stepTexts[latest.kind]}.`}
      </p>
      <p className={styles.unseen} aria-live="polite">
        {state === 'done' && isBrowser
          ? lanes
              .map(
                ({ label, order }) =>
                  `${label}: ${order.status} after ${formatQuantity(order.answeredMs, 'ms')}, in the table after ${formatQuantity(order.writtenMs, 'ms')}.`,
              )
              .join(' ')
          : ''}
      </p>
      <details className={styles.details} open={!isBrowser || undefined}>
        <summary>The same as a table, and where it comes from</summary>
        <OneOrderTable lanes={lanes} />
        <p>
          The order with the median time until it was written, out of {lanes[0]?.moments.length} per path in
          one recorded repetition. Times are the cloud’s own events, from the moment in which API Gateway has
          the request; what a caller measures from outside is longer.
        </p>
        <Provenance of={provenance} />
      </details>
    </figure>
  );
}
