import type { CloudEvent } from '#content/event.ts';
import { type SentOrder, storedAtIn } from '../fates.ts';
import type { Incident, Signal } from '../incident.ts';
import type { Played } from '../run-incident.ts';

const sent = 200;
/** The one order that is accepted and never made. */
const lost = 101;

const orders: SentOrder[] = Array.from({ length: sent }, (_, index) => ({
  orderId: `o-${index + 1}`,
  sentAt: index * 500 + 100,
  status: 202,
  messageId: `message-of-${index + 1}`,
}));

const events = orders
  .flatMap(({ sentAt, messageId = '' }, index): CloudEvent[] => {
    const [requestId, invocationId] = [`request-${index}`, `invocation-${index}`];
    const api = { resource: 'ApiF70053CD', requestId };
    const queue = { resource: 'OrderQueue8A5F6B2C', messageId };
    const worker = { resource: 'WorkerBAD2F6E1', invocationId };
    return [
      { ...api, at: sentAt, type: 'request-received', method: 'POST', path: '/orders' },
      { ...queue, at: sentAt + 5, type: 'message-enqueued', requestId },
      { ...api, at: sentAt + 6, type: 'request-answered', status: 202 },
      { ...queue, at: sentAt + 10, type: 'message-received', receiveCount: 1 },
      {
        ...worker,
        at: sentAt + 11,
        type: 'invocation-started',
        trigger: 'sqs',
        causes: [messageId],
        environmentId: 'e',
        coldStart: false,
      },
      ...(index + 1 === lost
        ? []
        : [
            {
              at: sentAt + 300,
              type: 'item-written' as const,
              resource: 'Orders0C0C0C0C',
              key: `orderId=o-${index + 1}`,
              invocationId,
            },
          ]),
      { ...worker, at: sentAt + 310, type: 'invocation-ended', outcome: 'succeeded' },
      { ...queue, at: sentAt + 320, type: 'message-deleted' },
    ];
  })
  .sort((a, b) => a.at - b.at);

/** When the order that is lost was sent. */
export const lostAt = orders[lost - 1]?.sentAt;

/** A signal that is to be seen from the beginning on. */
export const quiet: Signal = {
  command: 'events visible again',
  shows: 'nothing comes back',
  pattern: /Nothing so far/,
};
const told: Signal = { command: 'story', shows: 'the pager says it', pattern: /no coffee/ };
const never: Signal = { command: 'logs skipped', shows: 'orders are skipped', pattern: /skipped/ };

const incident = {
  cause: 'swallows-errors',
  happened: 'a release caught each error',
  signals: [quiet, told, never],
  shortest: ['rollback Worker'],
} as unknown as Incident;

/** A game that was not played: 200 orders, one of which is lost, and a clock that stands until it is set. */
export function played(seed = 202): Played & { clock: { now: number }; pager: string[] } {
  const clock = { now: 0 };
  const pager: string[] = [];
  const world = {
    events,
    traffic: { orders },
    books: () => ({ storedAt: storedAtIn(events), charges: new Map() }),
    now: () => clock.now,
  };
  const moves = [
    { at: 70_000, line: 'events filtered', remedy: false },
    { at: 80_000, line: 'rollback Worker', remedy: true },
  ];
  return {
    ...{ seed, incident, faultAt: 50_000, pagedAt: 60_000, doneAt: 90_000, clock, pager, seen: [] },
    game: { world, pager, named: 'swallows-errors', moves },
    score: {
      ...{ orders: sent, counts: { lost: 1, twice: 0, refused: 0, late: 0 }, cost: 10, soundSince: 50_600 },
      ...{ causeIsRight: true, broken: [], won: true },
    },
  } as never;
}
