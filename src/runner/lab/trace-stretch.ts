import type { CloudEvent } from '#content/event.ts';
import type { Stretch } from '#experiment/define-experiment.ts';
import { followOrders, orderOf, sampleOf } from './trace-orders.ts';

/**
 * The events of the orders that came as a request shortly before and after the one that a stretch is about, and that order;
 * undefined when there is none. Of a request that a function sent, the order is the one that the function worked on.
 */
export function ordersAround(
  events: readonly CloudEvent[],
  stretch: Stretch,
): { events: CloudEvent[]; first: string[] } | undefined {
  const candidates = events.filter((event) =>
    'path' in stretch
      ? event.type === 'request-received' && event.path === stretch.path
      : event.type === 'fault-injected' && event.fault === stretch.fault,
  );
  const middle = candidates[numberOf(stretch) - 1];
  if (!middle) return undefined;
  const [from, to] = [middle.at - stretch.beforeMs, middle.at + stretch.afterMs];
  const orders = followOrders(events);
  const near = new Set(
    events.flatMap((event) =>
      event.type === 'request-received' && event.at >= from && event.at <= to && isOrder(event, orders)
        ? event.requestId
        : [],
    ),
  );
  return { events: events.flatMap((event) => sampleOf(event, near, orders)), first: orderOf(middle, orders) };
}

/** A stretch in words, to be said after “The orders, ”. */
export function stretchText(stretch: Stretch): string {
  const { beforeMs, afterMs } = stretch;
  const number = numberOf(stretch);
  const middle =
    'path' in stretch
      ? `the first request for ${stretch.path}`
      : `${number === 1 ? 'the first fault' : `fault number ${number}`} (${stretch.fault})`;
  return `${beforeMs === 0 ? 'from' : `from ${beforeMs} ms before`} ${middle} to ${afterMs} ms after it`;
}

/** Which one a stretch is around, counted from 1. */
const numberOf = (stretch: Stretch): number => ('path' in stretch ? 1 : (stretch.strike ?? 1));

const isOrder = ({ requestId }: { requestId: string }, orders: ReadonlyMap<string, string[]>): boolean =>
  orders.get(requestId)?.includes(requestId) ?? false;
