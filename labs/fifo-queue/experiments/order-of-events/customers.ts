import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Surroundings } from '#experiment/define-experiment.ts';

type EventApi = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** A customer and the events to send, in order. */
export interface Customer {
  name: string;
  steps: (number | 'poison')[];
  /** The last event is sent a second time under the same id, as callers do that did not hear the reply. */
  sendsLastTwice?: boolean;
}

/** A step that a handler has worked on; times in milliseconds of the experiment's clock. */
export interface StoredStep {
  step: number;
  from: number;
  to: number;
}

/** Sends each event when the one before is accepted, so that the order of arrival is certain. Gives the statuses. */
export async function sendEvents(
  { clients, outputs, signal }: EventApi,
  { name, steps, sendsLastTwice }: Customer,
): Promise<number[]> {
  const events = steps.map((step) => ({ eventId: `${name}-${step}`, customer: name, step }));
  const last = events.at(-1);
  const statuses: number[] = [];
  for (const event of sendsLastTwice && last ? [...events, last] : events) {
    const { status } = await clients.http.postJson(`${outputs.ApiUrl}/events`, event, signal);
    statuses.push(status);
  }
  return statuses;
}

/** What a customer has gone through, in the order in which it was stored. */
export async function storedSteps(
  { clients, clock, outputs }: EventApi,
  customer: string,
): Promise<StoredStep[]> {
  const { Item } = await clients.documents.send(
    new GetCommand({ TableName: outputs.TableName, Key: { customer }, ConsistentRead: true }),
  );
  // Handlers read the wall clock, we read one that never goes back: on one machine they differ by a constant.
  const wallAhead = Date.now() - clock.now();
  return ((Item?.steps ?? []) as StoredStep[]).map(({ step, from, to }) => ({
    step,
    from: from - wallAhead,
    to: to - wallAhead,
  }));
}
