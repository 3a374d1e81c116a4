import type { CloudEvent } from '#content/event.ts';

/**
 * For every request, message, event and invocation id, the orders that it belongs to: an order is known by the id it
 * came in with. An invocation for a batch belongs to several.
 */
export function followOrders(events: readonly CloudEvent[]): Map<string, string[]> {
  const orders = new Map<string, string[]>();
  const join = (id: string, from: string[]) => {
    if (!orders.has(id)) orders.set(id, [...new Set(from.flatMap((each) => orders.get(each) ?? [each]))]);
  };
  for (const event of events) {
    if (event.type === 'request-received') join(event.requestId, causesOf(event, event.requestId));
    if ('messageId' in event && event.messageId) join(event.messageId, causesOf(event, event.messageId));
    if ('eventId' in event && event.eventId) join(event.eventId, causesOf(event, event.eventId));
    if (event.type === 'message-moved') join(event.movedAs, [event.messageId]);
    if (event.type === 'execution-started') join(event.executionId, event.causes);
    if (event.type === 'invocation-started') join(event.invocationId, event.causes);
  }
  return orders;
}

/** The orders that an event concerns; none for what concerns no order, such as an empty table's fault. */
export function orderOf(event: CloudEvent, orders: ReadonlyMap<string, string[]>): string[] {
  const ids = [
    ...('causes' in event ? event.causes : []),
    ...('messageId' in event && event.messageId ? [event.messageId] : []),
    ...('eventId' in event && event.eventId ? [event.eventId] : []),
    ...('requestId' in event && event.requestId ? [event.requestId] : []),
    ...('invocationId' in event && event.invocationId ? [event.invocationId] : []),
    ...('executionId' in event ? [event.executionId] : []),
    ...(event.type === 'fault-injected' && event.id ? [event.id] : []),
  ];
  return [...new Set(ids.flatMap((id) => orders.get(id) ?? [id]))];
}

/** The event, when it concerns an order that is kept; of a batch only those of its messages. */
export function sampleOf(
  event: CloudEvent,
  kept: ReadonlySet<string>,
  orders: ReadonlyMap<string, string[]>,
): CloudEvent[] {
  if (!orderOf(event, orders).some((order) => kept.has(order))) return [];
  if (!('causes' in event)) return [event];
  const causes = event.causes.filter((id) => (orders.get(id) ?? [id]).some((order) => kept.has(order)));
  return [{ ...event, causes }];
}

function causesOf(event: CloudEvent, id: string): string[] {
  if ('cause' in event && event.cause) return [event.cause];
  if ('requestId' in event && event.requestId && event.requestId !== id) return [event.requestId];
  if ('invocationId' in event && event.invocationId && event.invocationId !== id) return [event.invocationId];
  return [id];
}
