import { type CloudEvent, isMeter } from '#content/event.ts';
import type { Trace } from '#content/evidence.ts';
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
  const roots = [...new Set(told.flatMap((event) => orderOf(event, orders)))];
  const every = Math.max(1, Math.ceil(told.length / mostEvents));
  const kept = new Set(roots.filter((_, index) => index % every === 0));
  const sample = every === 1 ? told : told.flatMap((event) => sampleOf(event, kept, orders));
  return { sampled: describe(kept.size, roots.length), events: withShortIds(sample) };
}

function describe(kept: number, orders: number): string {
  const which = kept === orders ? '' : ` ${kept} of ${orders} orders, evenly spread over their arrival.`;
  return `One of the repetitions.${which} Times count from its begin, rounded to 0.1 ms; ids are shortened; log lines are left out.`;
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
    if ('causes' in compact) compact.causes = compact.causes.map((id) => short('cause', id));
    return compact;
  });
}
