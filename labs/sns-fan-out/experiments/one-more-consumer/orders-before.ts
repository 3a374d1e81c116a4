import { eventsOf } from '#experiment/event-counts.ts';
import type { Events } from '../shared/fan-out.ts';

/**
 * How many orders had their reply, their invoice and their label before their mail was stored. The producer's invocation
 * joins an order's reply to its event; the key of the item in the table joins what was stored to the order.
 */
export function ordersBefore(
  events: Events,
): Record<'repliesFirst' | 'invoicesFirst' | 'labelsFirst', number> {
  const writes = eventsOf(events, 'item-written');
  const storedAt = (consumer: string) =>
    new Map(
      writes
        .filter(({ key }) => key.includes(`consumer=${consumer}`))
        .map(({ key, at }) => [/orderId=([\w-]+)/.exec(key)?.[1] ?? '', at]),
    );
  const [mails, invoices, labels] = ['mailer', 'billing', 'shipping'].map(storedAt) as [
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
  ];
  const beforeMail = (stored: Map<string, number>) =>
    [...mails].filter(([orderId, mailAt]) => (stored.get(orderId) ?? Number.POSITIVE_INFINITY) < mailAt)
      .length;
  return {
    repliesFirst: repliesBeforeMails(events),
    invoicesFirst: beforeMail(invoices),
    labelsFirst: beforeMail(labels),
  };
}

function repliesBeforeMails(events: Events): number {
  const answeredAt = new Map(
    eventsOf(events, 'request-answered').map(({ requestId, at }) => [requestId, at]),
  );
  const requestOf = new Map(
    eventsOf(events, 'invocation-started', 'Accept').map(({ invocationId, causes }) => [
      invocationId,
      causes[0],
    ]),
  );
  const repliedAt = new Map(
    eventsOf(events, 'event-published').map(({ eventId, invocationId }) => [
      eventId,
      answeredAt.get(requestOf.get(invocationId ?? '') ?? ''),
    ]),
  );
  const eventOf = new Map(
    eventsOf(events, 'invocation-started', 'Mailer').map(({ invocationId, causes }) => [
      invocationId,
      causes[0] ?? '',
    ]),
  );
  return eventsOf(events, 'item-written').filter(({ invocationId, at }) => {
    const event = eventOf.get(invocationId ?? '');
    return event !== undefined && (repliedAt.get(event) ?? Number.POSITIVE_INFINITY) < at;
  }).length;
}
