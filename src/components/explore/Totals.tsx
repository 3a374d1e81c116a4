import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { ExploreData } from '#content/explore-data.ts';
import { noCounts } from '../../explorer/model/counts.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import type { SideName, SubscriptionTotals } from '../../explorer/run/protocol.ts';
import { formatDay, formatNumber } from '../lesson/format.ts';
import type { View } from './address.ts';
import { billOf, memoryGb, sumOf } from './bill.ts';
import { SubscriptionTable } from './SubscriptionTable.tsx';
import { timeUnit } from './scale.ts';
import type { Run, RunsOf } from './use-runs.ts';

type Ended = Run & { totals: NonNullable<Run['totals']> };

const rows: [string, (run: Ended) => number, 'time'?][] = [
  ['Orders that came', ({ totals }) => totals.counts.sent],
  ['Attempts of their callers', ({ totals }) => totals.counts.attempts],
  ['Refused at the gateway (429)', ({ totals }) => totals.counts.refusedByGateway],
  ['Refused by a shard', ({ totals }) => totals.counts.refusedByShard],
  ['Throttled: no concurrency left', ({ totals }) => totals.counts.throttled],
  ['Callers who gave up waiting', ({ totals }) => totals.counts.gaveUp],
  ['Messages published to the topic', ({ totals }) => totals.counts.published],
  ['Invocations', ({ totals }) => totals.counts.invocations],
  ['Work that failed', ({ totals }) => totals.counts.failures],
  ['Writes that the table throttled', ({ totals }) => totals.counts.tableThrottles],
  ['Duplicates: written again', ({ totals }) => totals.counts.duplicates],
  ['Stored though the caller was told of a failure', ({ totals }) => totals.counts.storedUntold],
  ['Orders stored', ({ totals }) => totals.orders.stored],
  ['Orders in the dead-letter queue, or given up', ({ totals }) => totals.orders.deadLettered],
  ['Orders lost', ({ totals }) => totals.orders.lost],
  ['Orders still waiting or in flight', ({ totals }) => totals.orders.waiting + totals.orders.inFlight],
  ['Time until stored, mean', ({ totals }) => totals.mean, 'time'],
  ['Time until stored, median', ({ totals }) => totals.p50, 'time'],
  ['Time until stored, 99th percentile', ({ totals }) => totals.p99, 'time'],
];

/** What a subscription came to. */
const ofSubscriptions: [string, (of: SubscriptionTotals) => number | string][] = [
  ['Runs', ({ counts }) => counts.invocations],
  ['At a time', ({ mostAtOnce }) => mostAtOnce],
  ['Throttled', ({ counts }) => counts.throttled],
  ['Failed', ({ counts }) => counts.failures],
  ['99th percentile', ({ p99 }) => timeText(p99)],
];

/**
 * What the whole run came to, and what a month of it would cost. Its rows follow from the settings: they stand before the
 * run has ended, so that what is below them does not move.
 */
export function Totals({
  view,
  runs,
  prices,
}: {
  view: Pick<View, 'a' | 'b'>;
  runs: RunsOf;
  prices: ExploreData['prices'];
}): ReactNode {
  const sides = (['a', 'b'] as const).filter((side) => view[side]);
  const settingsOf = (side: SideName) => runs[side]?.settings ?? view[side] ?? view.a;
  const ended = (side: SideName) => (runs[side]?.totals ? (runs[side] as Ended) : undefined);
  return (
    <>
      <section className="totals" aria-labelledby="whole-run">
        <h2 id="whole-run">
          The whole run <small className="tag">model, not measured</small>
        </h2>
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <SideHeads sides={sides} />
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, of, kind]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {sides.map((side) => {
                  const run = ended(side);
                  return (
                    <td key={side} className="number">
                      {run ? (kind ? timeText(of(run)) : formatNumber(of(run))) : '…'}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {sides.map((side) => {
          const settings = settingsOf(side);
          return (
            settings.pipeline === 'topic' && (
              <SubscriptionTable
                key={side}
                settings={settings}
                caption={`Each subscriber${sides.length > 1 ? ` of ${side.toUpperCase()}` : ''}, in the whole run`}
                rows={runs[side]?.totals?.subscriptions}
                columns={ofSubscriptions}
              />
            )
          );
        })}
      </section>
      <section className="totals" aria-labelledby="bill">
        <h2 id="bill">
          A month’s bill <small className="tag">model, not measured</small>
        </h2>
        <Bill sides={sides} settingsOf={settingsOf} ended={ended} prices={prices} />
      </section>
    </>
  );
}

interface BillProps {
  sides: readonly SideName[];
  settingsOf(side: SideName): Settings;
  ended(side: SideName): Ended | undefined;
  prices: ExploreData['prices'];
}

function Bill({ sides, settingsOf, ended, prices }: BillProps): ReactNode {
  const bills = sides.map((side) => {
    const run = ended(side);
    return run && billOf(run.settings, run.totals.counts, prices);
  });
  const nothing = { ...noCounts(), billedMs: 0 };
  const lines = sides.flatMap((side) => billOf(settingsOf(side), nothing, prices));
  const kinds = [...new Map(lines.map(({ price, what }) => [price, what]))];
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <SideHeads sides={sides} />
          </tr>
        </thead>
        <tbody>
          {kinds.map(([price, what]) => (
            <tr key={price}>
              <th scope="row">
                <Link to={`/facts/#${prices[price].id}`}>{what}</Link>
              </th>
              {bills.map((bill, place) => {
                const line = bill?.find((each) => each.price === price);
                return (
                  <td key={sides[place]} className="number">
                    {line ? `${dollars(line.dollars)} for ${large(line.amount)}` : bill ? '–' : '…'}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr>
            <th scope="row">Together</th>
            {bills.map((bill, place) => (
              <td key={sides[place]} className="number">
                <b>{bill ? dollars(sumOf(bill)) : '…'}</b>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p>
        If every moment of 30 days were like this run. List prices in us-east-1, read on{' '}
        {formatDay(prices.httpApi.asOf)}, first tier, without the free tiers; press a line for its fact.
        Assumed: {memoryGb * 1024} MB of memory, items up to 1 KB, and no empty receives. What the gateway
        throttles <Link to="/facts/#price-api-gateway-throttled">is not charged</Link>.
      </p>
    </>
  );
}

function SideHeads({ sides }: { sides: readonly SideName[] }): ReactNode {
  return sides.map((side) => (
    <th key={side} scope="col" className="number">
      {sides.length > 1 ? side.toUpperCase() : 'In this run'}
    </th>
  ));
}

function timeText(value: number): string {
  const { unit, ms } = timeUnit(value);
  return `${formatNumber(value / ms)}\u00a0${unit}`;
}

const dollars = (value: number) => `$${value < 100 ? value.toFixed(2) : formatNumber(Math.round(value))}`;

const large = (amount: number) =>
  amount >= 1e9
    ? `${formatNumber(amount / 1e9)} billion`
    : amount >= 1e6
      ? `${formatNumber(amount / 1e6)} million`
      : formatNumber(Math.round(amount));
