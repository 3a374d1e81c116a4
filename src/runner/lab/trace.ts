import { type CloudEvent, isMeter } from '#content/event.ts';
import type { Trace } from '#content/evidence.ts';
import { sampledText } from '#content/replay/sampled.ts';
import type { Stretch } from '#experiment/define-experiment.ts';
import { followOrders, orderOf, sampleOf } from './trace-orders.ts';
import { ordersAround, stretchText } from './trace-stretch.ts';

/** What all traces of a file of evidence may hold together: at 140 bytes an event some 30 KB. */
const mostEventsPerFile = 210;

type Sampled = Pick<Trace, 'sampled' | 'events'>;

/** Makes the trace of one of `variants` as small as a file of evidence wants it: of the whole run, or of a stretch of it. */
export function compactTrace(events: readonly CloudEvent[], variants: number, wanted?: Stretch): Sampled {
  const mostEvents = mostEventsPerFile / variants;
  const found = wanted && ordersAround(events, wanted);
  if (!found) return sampledTrace(events, { mostEvents }).trace;
  const stretch = stretchText(wanted);
  return sampledTrace(found.events, { mostEvents, always: new Set(found.first), stretch }).trace;
}

/**
 * Makes a trace small: no log lines, nothing that only counts towards a bill, times to 0.1 ms, ids such as `message-3` for
 * long ones, and so few orders that there are about `mostEvents`; those of `always` are kept besides. Orders are known by
 * the ids that they came in with; `kept` are those that are in it, in the order in which they came.
 */
export function sampledTrace(
  events: readonly CloudEvent[],
  {
    mostEvents,
    always = new Set(),
    stretch,
  }: { mostEvents: number; always?: ReadonlySet<string>; stretch?: string },
): { trace: Sampled; kept: string[] } {
  const told = events.filter((event) => event.type !== 'log-line' && !isMeter(event));
  const orders = followOrders(told);
  const alarms = new Set(told.flatMap((event) => (event.type === 'alarm-changed' ? event.eventId : [])));
  // A fault that struck no order, such as that of a service which is down, begins none, and no alarm does.
  const roots = [
    ...new Set(told.flatMap((event) => (event.type === 'fault-injected' ? [] : orderOf(event, orders)))),
  ].filter((root) => !alarms.has(root));
  const every = Math.max(1, Math.ceil(told.length / mostEvents));
  const kept = roots.filter((root, index) => index % every === 0 || always.has(root));
  const keptRoots = new Set(kept);
  const strikes = strikesAtEnds(told);
  const sample =
    every === 1
      ? told
      : told.flatMap((event) => (strikes.has(event) ? [event] : sampleOf(event, keptRoots, orders)));
  const standIns = [...new Set(sample.flatMap(({ standIn, resource }) => (standIn ? resource : [])))];
  const sampled = sampledText(kept.length, roots.length, { stretch, standIns });
  const trace = { sampled, events: withShortIds(sample) };
  return { trace, kept };
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
