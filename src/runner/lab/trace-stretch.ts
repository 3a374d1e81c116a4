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
  const middle = events.find((event) =>
    'path' in stretch
      ? event.type === 'request-received' && event.path === stretch.path
      : event.type === 'fault-injected' && event.fault === stretch.fault,
  );
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
  const middle = 'path' in stretch ? `first request for ${stretch.path}` : `first fault (${stretch.fault})`;
  return `${beforeMs === 0 ? 'from' : `from ${beforeMs} ms before`} the ${middle} to ${afterMs} ms after it`;
}

const isOrder = ({ requestId }: { requestId: string }, orders: ReadonlyMap<string, string[]>): boolean =>
  orders.get(requestId)?.includes(requestId) ?? false;
