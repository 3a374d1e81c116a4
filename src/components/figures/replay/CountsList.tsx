import type { ReactNode } from 'react';
import type { MeasuredValue } from '#content/page-data.ts';
import { countsAt, timesAt } from '#content/replay/counts.ts';
import type { Run } from '#content/replay/moment.ts';
import type { CopySpans } from '#content/replay/spans.ts';
import { formatQuantity } from '../../lesson/format.ts';
import styles from './CountsList.module.css';

/** How many stand where now, and how long replies and work have taken so far. */
export function CountsList({
  run,
  orders,
  nowMs,
  all,
  p99,
}: {
  run: Run;
  orders: readonly CopySpans[];
  nowMs: number;
  /** How many orders there were, or that there were more; undefined when all are drawn. */
  all: number | 'more' | undefined;
  p99: readonly MeasuredValue[];
}): ReactNode {
  const counts = countsAt(run, nowMs);
  const has = (kind: string) => run.places.some((place) => place.kind === kind);
  // Where there are several, each order waits in the one or the other.
  const lines = run.places.filter(({ kind }) => ['queue', 'stream', 'topic', 'bus'].includes(kind));
  const [line] = lines.length === 1 ? lines : [];
  const waitingIn =
    line?.kind === 'queue' || line?.kind === 'stream' ? `in the ${line.kind}` : 'waiting for their turn';
  const waits = orders.some(({ spans }) => spans.some(({ phase }) => phase === 'waiting'));
  const asked = orders.some(({ caller }) => caller !== undefined);
  const shown: [label: string, count: number | string, applies: boolean][] = [
    ['drawn', all === 'more' ? `${run.orders}, not all` : `${run.orders} of ${all}`, all !== undefined],
    ['arrived', counts.arrived, true],
    ['callers waiting', counts.open, asked],
    [waitingIn, counts.waiting, has('queue') || has('stream') || waits],
    ['in flight', counts.inFlight, true],
    ['cold starts', counts.coldStarts, run.moments.some(({ cold }) => cold === true)],
    ['done', counts.done, true],
    ['refused', counts.refused, asked],
    ['dead-lettered', counts.deadLettered, has('dead-letters')],
    ['duplicated', counts.duplicated, true],
    ['lost', counts.lost, true],
    ['stuck', counts.stuck, true],
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
        {asked && <Times label="to the answer" orders={orders} until="answeredMs" nowMs={nowMs} />}
        <Times label="until done" orders={orders} until="doneMs" nowMs={nowMs} />
        {p99.map(({ metricLabel, median, unit }) => (
          <div key={metricLabel}>
            <dt>{metricLabel}, of all</dt>
            <dd>{formatQuantity(median, unit)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Times({
  label,
  orders,
  until,
  nowMs,
}: {
  label: string;
  orders: readonly CopySpans[];
  until: 'answeredMs' | 'doneMs';
  nowMs: number;
}): ReactNode {
  const times = timesAt(orders, until, nowMs);
  return (
    <div>
      <dt>{label}, of those drawn</dt>
      <dd>
        {times
          ? `p50 ${formatQuantity(times.medianMs, 'ms')}, p99 ${times.p99Ms === times.mostMs ? 'and slowest ' : ''}${formatQuantity(times.p99Ms, 'ms')} (of ${times.count})`
          : 'none yet'}
      </dd>
    </div>
  );
}
