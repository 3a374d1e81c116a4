import type { CloudEvent, CloudEventOf } from '#content/event.ts';
import type { OrderTimeline, Step, StepKind } from '#content/page-data.ts';

/** What the events of one repetition say about each order that was answered and written, in the order of arrival. */
export function orderTimelines(events: readonly CloudEvent[]): OrderTimeline[] {
  return events
    .filter((event) => event.type === 'request-received')
    .flatMap((received) => orderTimeline(received, events) ?? []);
}

/** The order that took the median time until it was written: the lower one of two in the middle. */
export function medianOrder(orders: readonly OrderTimeline[]): OrderTimeline | undefined {
  const ranked = [...orders].sort((a, b) => a.writtenMs - b.writtenMs);
  return ranked[Math.floor((ranked.length - 1) / 2)];
}

function orderTimeline(
  received: CloudEventOf<'request-received'>,
  events: readonly CloudEvent[],
): OrderTimeline | undefined {
  const { requestId } = received;
  const messageIds = events
    .filter((event) => event.type === 'message-enqueued')
    .filter((event) => event.requestId === requestId)
    .map((event) => event.messageId);
  const invocation = events
    .filter((event) => event.type === 'invocation-started')
    .find((event) => event.causes.some((cause) => cause === requestId || messageIds.includes(cause)));

  const mine = events.filter((event) => {
    if ('requestId' in event && event.requestId === requestId) return true;
    if ('messageId' in event && messageIds.includes(event.messageId)) return true;
    if (!invocation || !('invocationId' in event) || event.invocationId !== invocation.invocationId)
      return false;
    return event.type !== 'item-written' || event === writeOf(invocation, [requestId, ...messageIds], events);
  });
  const steps = mine.flatMap((event) => toStep(event, received.at) ?? []).sort((a, b) => a.atMs - b.atMs);

  const answered = steps.find((step) => step.kind === 'answered');
  const written = steps.find((step) => step.kind === 'written');
  if (!answered || !written || answered.status === undefined) return undefined;
  return { steps, answeredMs: answered.atMs, writtenMs: written.atMs, status: answered.status };
}

/**
 * Events do not say which message of a batch a write belongs to: the n-th write is given to the n-th cause. A batch is
 * worked off side by side, so times within it may be swapped, by less than the batch's own spread.
 */
function writeOf(
  invocation: CloudEventOf<'invocation-started'>,
  ids: string[],
  events: readonly CloudEvent[],
): CloudEvent | undefined {
  const writes = events
    .filter((event) => event.type === 'item-written')
    .filter((event) => event.invocationId === invocation.invocationId);
  return writes[invocation.causes.findIndex((cause) => ids.includes(cause))];
}

const kinds: Partial<Record<CloudEvent['type'], StepKind>> = {
  'request-received': 'received',
  'message-enqueued': 'enqueued',
  'message-received': 'polled',
  'invocation-started': 'started',
  'item-written': 'written',
  'invocation-ended': 'ended',
  'request-answered': 'answered',
  'message-deleted': 'deleted',
};

function toStep(event: CloudEvent, zero: number): Step | undefined {
  const kind = kinds[event.type];
  if (!kind) return undefined;
  const atMs = Math.round((event.at - zero) * 100) / 100;
  return event.type === 'request-answered' ? { kind, atMs, status: event.status } : { kind, atMs };
}
