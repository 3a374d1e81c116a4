import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import type { Moment, Run } from './moment.ts';
import { OrderIds } from './order-ids.ts';
import { placeOf } from './places.ts';

/**
 * What the cloud's events say about each order, as moments that can be drawn. An order is a request that reached an API,
 * or what came by itself: a message into a queue, an object into a bucket that tells somebody, a row into a table with a
 * stream. What concerns no order is left out.
 */
export function runOf(events: readonly CloudEvent[], places: Place[]): Run {
  const ids = new OrderIds();
  const unclear = unclearWrites(events);
  const found = events
    .map((event) => ({ at: event.at, moment: toMoment(event, places, ids, unclear) }))
    .flatMap(({ at, moment }) => (moment && moment.orders.length > 0 ? { at, moment } : []));
  const zero = found[0]?.at ?? 0;
  const moments = together(
    found.map(({ at, moment }) => ({ atMs: Math.round((at - zero) * 10) / 10, ...moment })),
  );
  return { places, orders: ids.count, endMs: moments.at(-1)?.atMs ?? 0, moments };
}

type Untimed = Omit<Moment, 'atMs'>;

function toMoment(
  event: CloudEvent,
  places: readonly Place[],
  ids: OrderIds,
  unclear: ReadonlySet<string>,
): Untimed | undefined {
  const place = placeOf(places, event.resource);
  const dead = places[place]?.kind === 'dead-letters';
  const of = (kind: Moment['kind'], orders: number[], more: Partial<Untimed> = {}): Untimed => ({
    kind,
    orders,
    place,
    ...more,
  });
  switch (event.type) {
    case 'request-received':
      return of('received', [ids.begin(event.requestId)]);
    case 'request-answered':
      return of('answered', ids.of(event.requestId), { status: event.status });
    case 'message-enqueued': {
      // A dead-letter queue and a redrive enqueue what is known already; that moment has been told.
      if (ids.of(event.messageId).length > 0) return undefined;
      return of('enqueued', [
        ids.join(event.messageId, event.requestId ?? event.invocationId ?? event.cause),
      ]);
    }
    case 'event-published':
      return of('published', [ids.join(event.eventId, event.requestId ?? event.invocationId ?? event.cause)]);
    case 'event-queued':
      return of('handed-over', [ids.join(event.eventId, event.cause)]);
    case 'event-given-up':
      return of('given-up', ids.of(event.eventId), event.to === undefined ? {} : { kept: true });
    case 'record-put':
      return of('put', [ids.join(event.eventId, event.requestId ?? event.invocationId ?? event.cause)]);
    case 'message-received':
      return of(dead ? 'dead-read' : 'polled', ids.of(event.messageId), { receives: event.receiveCount });
    case 'message-returned':
      return dead ? undefined : of('returned', ids.of(event.messageId));
    case 'message-deleted':
      return of(dead ? 'dead-deleted' : 'deleted', ids.of(event.messageId));
    case 'message-dead-lettered':
      return of('dead-lettered', ids.of(event.messageId));
    case 'message-moved':
      ids.join(event.movedAs, event.messageId);
      return of('moved', ids.of(event.messageId));
    case 'message-expired':
      return of('expired', ids.of(event.messageId));
    case 'invocation-started':
      return of('started', ids.joinAll(event.invocationId, event.causes));
    case 'invocation-ended':
      return of('ended', ids.of(event.invocationId), { outcome: event.outcome });
    case 'invocation-throttled':
      return of(
        'throttled',
        event.causes.flatMap((cause) => ids.of(cause)),
      );
    case 'item-written': {
      const { invocationId = '', eventId } = event;
      // Nobody asked an API for it: the record in the table's stream is what goes on from here.
      if (invocationId === '' && eventId !== undefined) return of('put', [ids.join(eventId, undefined)]);
      return of('written', ids.of(invocationId), unclear.has(invocationId) ? { ofBatch: true } : {});
    }
    case 'object-written': {
      const { eventId, invocationId } = event;
      if (eventId === undefined) return of('written', ids.of(invocationId ?? ''));
      return of('published', [ids.join(eventId, invocationId)]);
    }
    case 'capacity-throttled':
      return of('table-throttled', ids.of(event.invocationId ?? ''));
    case 'fault-injected':
      return of('fault', ids.of(event.id ?? ''), { fault: event.fault });
    default:
      return undefined;
  }
}

/** Invocations of which it is not clear which order a write is for: of several orders, or with writes for others too. */
function unclearWrites(events: readonly CloudEvent[]): Set<string> {
  const keys = new Map<string, Set<string>>();
  for (const event of events) {
    if (event.type !== 'item-written' || !event.invocationId) continue;
    const of = keys.get(event.invocationId) ?? new Set();
    keys.set(event.invocationId, of.add(`${event.resource} ${event.key}`));
  }
  const several = (id: string, resource: string) =>
    [...(keys.get(id) ?? [])].filter((key) => key.startsWith(`${resource} `)).length > 1;
  return new Set([
    ...events.flatMap((event) =>
      event.type === 'invocation-started' && event.causes.length > 1 ? event.invocationId : [],
    ),
    ...events.flatMap((event) =>
      event.type === 'item-written' && event.invocationId && several(event.invocationId, event.resource)
        ? event.invocationId
        : [],
    ),
  ]);
}

/** Joins what happened to several orders in the same instant, such as the receipt of a batch. */
function together(moments: Moment[]): Moment[] {
  const joined: Moment[] = [];
  for (const { orders, ...moment } of moments) {
    const alike = joined.at(-1);
    if (alike && JSON.stringify({ ...alike, orders: [] }) === JSON.stringify({ ...moment, orders: [] })) {
      alike.orders = [...new Set([...alike.orders, ...orders])];
    } else {
      joined.push({ ...moment, orders });
    }
  }
  return joined;
}
