import { eventsOf } from '#experiment/event-counts.ts';
import { mostAtOnce } from '#experiment/overlap.ts';
import type { Events } from './fan-out.ts';

/** How many invocations of a function ran at the moment at which most did. */
export function mostAtOnceOf(events: Events, name: string): number {
  const ends = eventsOf(events, 'invocation-ended', name);
  // All tries of an asynchronous event have one id: each ends with the first end after its begin.
  const spans = eventsOf(events, 'invocation-started', name).map(({ invocationId, at: from }) => ({
    from,
    to:
      ends.find((end) => end.invocationId === invocationId && end.at >= from)?.at ?? Number.POSITIVE_INFINITY,
  }));
  return mostAtOnce(spans);
}

/** How many invocations of a function run now. */
export const runningOf = (events: Events, name: string): number =>
  eventsOf(events, 'invocation-started', name).length - eventsOf(events, 'invocation-ended', name).length;
