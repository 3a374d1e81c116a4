import type { RunContext, Surroundings } from '#experiment/define-experiment.ts';
import { eventsOf, runningInvocations } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth, takeMessages } from '#experiment/queue.ts';
import { itemsWhere } from '#experiment/table.ts';

/** The deployed lab as a client of it sees it. */
export type FanOut = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** What happened in the cloud in a repetition. */
export type Events = RunContext<string, string>['events'];

/** Who does something with an order. */
export type Consumer = 'mailer' | 'billing' | 'shipping';

/** What a consumer stored for an order. */
export interface Effect {
  consumer: Consumer;
  orderId: string;
  text: string;
}

/** What orders cost here; the price is that of no item. */
export const cents = 250;

/** Sends one order; gives the reply's status. */
export async function placeOrder(
  { clients, outputs, signal }: FanOut,
  { customer, item }: { customer: string; item: string },
): Promise<number> {
  const { status } = await clients.http.postJson(
    `${outputs.ApiUrl}/orders`,
    { customer, item, cents },
    signal,
  );
  return status;
}

/** All that consumers stored for a customer's orders. */
export const effectsOf = async ({ clients, outputs }: FanOut, customer: string): Promise<Effect[]> =>
  (await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer)) as unknown as Effect[];

/**
 * Waits until every event that was published is done with: worked on by each function that the topic calls, or given up,
 * and gone from the queue. `pushedTo` is how many functions the topic calls.
 */
export async function untilSettled(
  { clients, clock, outputs, signal, events }: FanOut & { events: Events },
  pushedTo: number,
): Promise<void> {
  const from = clock.now();
  const check = async () => {
    const published = eventsOf(events, 'event-published').length;
    const queued = eventsOf(events, 'event-queued').length;
    if (queued < published * pushedTo || unsettled(events) > 0 || runningInvocations(events) > 0)
      return false;
    if (!outputs.ShippingQueueUrl) return true;
    const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.ShippingQueueUrl);
    return waiting + inFlight === 0;
  };
  const settledAt = await pollUntil({ clock, from, everyMs: 50, until: from + 20_000, signal, check });
  if (settledAt === undefined) throw new Error('Events were still on their way after 20 seconds.');
}

/** How many events Lambda took from the topic that are neither done nor given up. */
function unsettled(events: Events): number {
  const over = new Set([
    ...eventsOf(events, 'invocation-ended').flatMap(({ outcome, invocationId }) =>
      outcome === 'succeeded' ? invocationId : [],
    ),
    ...eventsOf(events, 'event-given-up').map(({ eventId }) => eventId),
  ]);
  return eventsOf(events, 'event-queued').filter(({ eventId }) => !over.has(eventId)).length;
}

/** Takes what lies in a consumer's queue of failures, and tells how much it was; 0 where there is no such queue. */
export async function takeFailures({ clients, outputs }: FanOut, name: string): Promise<number> {
  const url = outputs[`${name}DeadLettersUrl`];
  return url === undefined ? 0 : (await takeMessages(clients.sqs, url)).length;
}

/** How often each of `names` ran. */
export const runsOf = (events: Events, ...names: string[]): number =>
  names.reduce((sum, name) => sum + eventsOf(events, 'invocation-started', name).length, 0);
