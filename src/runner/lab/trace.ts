import { type CloudEvent, isMeter } from '#content/event.ts';
import type { Trace } from '#content/evidence.ts';
import { sampledText } from '#content/replay/sampled.ts';
import { followOrders, orderOf } from './trace-orders.ts';

/** What all traces of a file of evidence may hold together: at 140 bytes an event some 30 KB. */
const mostEventsPerFile = 210;

/**
 * Makes the trace of one of `variants` small: no log lines, nothing that only counts towards a bill, few enough orders, times to 0.1 ms, ids such as `message-3`
 * for long ones.
 */
export function compactTrace(
  events: readonly CloudEvent[],
  variants: number,
): Pick<Trace, 'sampled' | 'events'> {
  const mostEvents = mostEventsPerFile / variants;
  const told = events.filter((event) => event.type !== 'log-line' && !isMeter(event));
  const orders = followOrders(told);
  // A fault that struck no order, such as that of a service which is down, begins none.
  const roots = [
    ...new Set(told.flatMap((event) => (event.type === 'fault-injected' ? [] : orderOf(event, orders)))),
  ];
  const every = Math.max(1, Math.ceil(told.length / mostEvents));
  const kept = new Set(roots.filter((_, index) => index % every === 0));
  const strikes = strikesAtEnds(told);
  const sample =
    every === 1
      ? told
      : told.flatMap((event) => (strikes.has(event) ? [event] : sampleOf(event, kept, orders)));
  return { sampled: sampledText(kept.size, roots.length), events: withShortIds(sample) };
}

/** The first and the last strike of each fault: between them a replay draws what is broken. */
function strikesAtEnds(events: readonly CloudEvent[]): Set<CloudEvent> {
  const ends = new Map<string, { first: CloudEvent; last: CloudEvent }>();
  for (const event of events) {
    if (event.type !== 'fault-injected') continue;
    const key = `${event.resource} ${event.fault}`;
    ends.set(key, { first: ends.get(key)?.first ?? event, last: event });
  }
  return new Set([...ends.values()].flatMap(({ first, last }) => [first, last]));
}

/** The event, when it concerns an order that is kept; of a batch only those of its messages. */
function sampleOf(event: CloudEvent, kept: Set<string>, orders: Map<string, string[]>): CloudEvent[] {
  if (!orderOf(event, orders).some((order) => kept.has(order))) return [];
  if (!('causes' in event)) return [event];
  const causes = event.causes.filter((id) => (orders.get(id) ?? [id]).some((order) => kept.has(order)));
  return [{ ...event, causes }];
}

function withShortIds(events: readonly CloudEvent[]): Trace['events'] {
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  const short = (kind: string, id: string) => {
    const known = ids.get(id);
    if (known) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    ids.set(id, `${kind}-${count}`);
    return `${kind}-${count}`;
  };
  return events.map((event) => {
    const compact = { ...event, at: Math.round(event.at * 10) / 10 };
    if ('requestId' in compact && compact.requestId) compact.requestId = short('request', compact.requestId);
    if ('messageId' in compact && compact.messageId) compact.messageId = short('message', compact.messageId);
    if ('eventId' in compact && compact.eventId) compact.eventId = short('event', compact.eventId);
    if ('cause' in compact && compact.cause) compact.cause = short('event', compact.cause);
    if ('movedAs' in compact) compact.movedAs = short('message', compact.movedAs);
    if ('invocationId' in compact && compact.invocationId) {
      compact.invocationId = short('invocation', compact.invocationId);
    }
    if ('environmentId' in compact) compact.environmentId = short('environment', compact.environmentId);
    if ('executionId' in compact) compact.executionId = short('execution', compact.executionId);
    if (compact.type === 'fault-injected' && compact.id) compact.id = short('fault', compact.id);
    if ('causes' in compact) compact.causes = compact.causes.map((id) => short('cause', id));
    return compact;
  });
}
