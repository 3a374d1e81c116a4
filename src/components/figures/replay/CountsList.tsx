import type { ReactNode } from 'react';
import { countsAt, timesAt } from '#content/replay/counts.ts';
import type { Run } from '#content/replay/moment.ts';
import type { OrderSpans } from '#content/replay/spans.ts';
import { formatQuantity } from '../../lesson/format.ts';
import styles from './CountsList.module.css';

/** How many stand where now, and how long replies and work have taken so far. */
export function CountsList({
  run,
  orders,
  nowMs,
  carries,
}: {
  run: Run;
  orders: readonly OrderSpans[];
  nowMs: number;
  carries: string;
}): ReactNode {
  const counts = countsAt(run, nowMs);
  const has = (kind: string) => run.places.some((place) => place.kind === kind);
  const waitingIn = has('queue')
    ? 'in the queue'
    : has('stream')
      ? 'in the stream'
      : 'waiting for their turn';
  const asked = orders.some(({ caller }) => caller !== undefined);
  const shown: [label: string, count: number, applies: boolean][] = [
    ['arrived', counts.arrived, true],
    ['callers waiting', counts.open, asked],
    [waitingIn, counts.waiting, has('queue') || has('stream') || has('topic')],
    ['in flight', counts.inFlight, true],
    ['done', counts.done, true],
    ['refused', counts.refused, asked],
    ['dead-lettered', counts.deadLettered, has('dead-letters')],
  ];
  return (
    <div className={styles.beside}>
      <dl className={styles.counts}>
        {shown
          .filter(([, , applies]) => applies)
          .map(([label, count]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{count}</dd>
            </div>
          ))}
      </dl>
      <dl className={styles.times}>
        {asked && (
          <Times label="to the answer" orders={orders} until="answeredMs" nowMs={nowMs} carries={carries} />
        )}
        <Times label="until done" orders={orders} until="doneMs" nowMs={nowMs} carries={carries} />
      </dl>
    </div>
  );
}

function Times({
  label,
  orders,
  until,
  nowMs,
  carries,
}: {
  label: string;
  orders: readonly OrderSpans[];
  until: 'answeredMs' | 'doneMs';
  nowMs: number;
  carries: string;
}): ReactNode {
  const times = timesAt(orders, until, nowMs);
  return (
    <div>
      <dt>{label}, of those drawn</dt>
      <dd>
        {times
          ? `p50 ${formatQuantity(times.medianMs, 'ms')}, slowest ${formatQuantity(times.mostMs, 'ms')} (${times.count} ${carries}${times.count === 1 ? '' : 's'})`
          : 'none yet'}
      </dd>
    </div>
  );
}
