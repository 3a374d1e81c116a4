import type { CloudEvent } from '#content/event.ts';
import type { Trace } from '#content/evidence.ts';

/** What `compactEvents` leaves out, for whoever reads a trace. */
export const sampled =
  'One of the repetitions. Times count from its begin, rounded to 0.1 ms; ids are shortened; log lines are left out.';

/** Makes a trace small: no log lines, times to 0.1 ms, ids such as `message-3` in the place of long ones. */
export function compactEvents(events: readonly CloudEvent[]): Trace['events'] {
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
  return events
    .filter((event) => event.type !== 'log-line')
    .map((event) => {
      const compact = { ...event, at: Math.round(event.at * 10) / 10 };
      if ('requestId' in compact && compact.requestId)
        compact.requestId = short('request', compact.requestId);
      if ('messageId' in compact) compact.messageId = short('message', compact.messageId);
      if ('invocationId' in compact && compact.invocationId) {
        compact.invocationId = short('invocation', compact.invocationId);
      }
      if ('environmentId' in compact) compact.environmentId = short('environment', compact.environmentId);
      if ('causes' in compact) compact.causes = compact.causes.map((id) => short('cause', id));
      return compact;
    });
}
