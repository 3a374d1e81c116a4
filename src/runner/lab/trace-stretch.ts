import type { CloudEvent } from '#content/event.ts';
import type { ReplayedStretch } from '#experiment/define-experiment.ts';
import { followOrders, sampleOf } from './trace-orders.ts';

export type Stretch = Omit<ReplayedStretch, 'variants'>;

/**
 * The events of the orders that came as a request shortly before and after the first one for a path, and the id of that
 * one; undefined when none came.
 */
export function ordersAround(
  events: readonly CloudEvent[],
  { path, beforeMs, afterMs }: Stretch,
): { events: CloudEvent[]; first: string } | undefined {
  const requests = events.filter((event) => event.type === 'request-received');
  const first = requests.find((request) => request.path === path);
  if (!first) return undefined;
  const [from, to] = [first.at - beforeMs, first.at + afterMs];
  const near = new Set(requests.flatMap(({ at, requestId }) => (at >= from && at <= to ? requestId : [])));
  const orders = followOrders(events);
  return { events: events.flatMap((event) => sampleOf(event, near, orders)), first: first.requestId };
}
