import type { RunContext } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';

/**
 * Handler runs that began while another worked on the same message, and how many of these ended without a write before
 * the other was done. For batches of one message.
 */
export function overlapsOf(events: RunContext<string, string>['events']): {
  overlaps: number;
  turnedAway: number;
} {
  const endedAt = new Map(
    eventsOf(events, 'invocation-ended').map(({ invocationId, at }) => [invocationId, at]),
  );
  const wrote = new Set(eventsOf(events, 'item-written').map(({ invocationId }) => invocationId));
  const runs = eventsOf(events, 'invocation-started').map(({ invocationId, causes, at }) => ({
    invocationId,
    messageId: causes[0],
    from: at,
    to: endedAt.get(invocationId) ?? Number.POSITIVE_INFINITY,
  }));
  const pairs = runs.flatMap((later) => {
    const earlier = runs.find(
      (each) => each.messageId === later.messageId && each.from < later.from && later.from < each.to,
    );
    return earlier ? [{ earlier, later }] : [];
  });
  return {
    overlaps: pairs.length,
    turnedAway: pairs.filter(({ earlier, later }) => later.to < earlier.to && !wrote.has(later.invocationId))
      .length,
  };
}
