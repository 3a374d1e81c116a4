import type { CloudEvent } from '#content/event.ts';

/**
 * How often functions ran, and how often tables were called to write, failures that were injected included. Only the
 * cloud can tell: what is tried again inside a function does not show outside.
 */
export function triesOf(events: readonly CloudEvent[]): { invocations: number; calls: number } {
  const count = (matches: (event: CloudEvent) => boolean) => events.filter(matches).length;
  return {
    invocations: count(({ type }) => type === 'invocation-started'),
    calls: count(
      (event) => event.type === 'item-written' || (event.type === 'fault-injected' && event.fault === 'fail'),
    ),
  };
}
