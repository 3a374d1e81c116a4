import { randomArrivals } from '#experiment/arrivals.ts';
import type { RunContext, WarmUpContext } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { itemsWhere } from '#experiment/table.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import type { Parameter } from './names.ts';
import type { Strategy } from './strategies.ts';

export type Shop = Pick<
  RunContext<Strategy, Parameter>,
  'clients' | 'clock' | 'outputs' | 'random' | 'signal'
>;

/** An order that was sent, and the Region that accepted it, if one did. */
export interface SentOrder {
  orderId: string;
  region: string | undefined;
}

const sides = ['Primary', 'Standby'] as const;

/** The output of the stack that stands in a Region. */
export const outputOf = (outputs: Record<string, string>, region: string, name: string): string => {
  const side = sides.find((each) => outputs[`${each}Region`] === region);
  return outputs[`${side}${name}`] ?? '';
};

/**
 * Sends orders in open loop. Each caller tries the Regions of `regionsOf` in turn, and gives up when none takes the order.
 * `run` is the customer of all of them.
 */
export function sendOrders(
  { clients, clock, outputs, random, signal }: Shop,
  orders: {
    run: string;
    count: number;
    ratePerSecond: number;
    regionsOf(index: number): readonly string[];
    onSent?(index: number): void;
  },
): Promise<SentOrder[]> {
  return openLoop({
    arrivals: randomArrivals(orders.count, orders.ratePerSecond, random),
    clock,
    signal,
    async send({ index }) {
      orders.onSent?.(index);
      const orderId = `${orders.run}-${index + 1}`;
      for (const region of orders.regionsOf(index)) {
        const url = `${outputOf(outputs, region, 'ApiUrl')}/orders`;
        const status = await clients.http.postJson(url, { orderId, customer: orders.run }, signal).then(
          (reply) => reply.status,
          // No connection: the Region is gone.
          () => undefined,
        );
        signal.throwIfAborted();
        if (status === 202) return { orderId, region };
      }
      return { orderId, region: undefined };
    },
  });
}

export const acceptedIn = (orders: readonly SentOrder[], region: string): string[] =>
  orders.flatMap((each) => (each.region === region ? [each.orderId] : []));

/** The orders of a run that the table of a Region has. */
export async function knownIn(
  { clients, outputs }: Pick<Shop, 'clients' | 'outputs'>,
  region: string,
  run: string,
): Promise<Set<string>> {
  const { documents } = clients.inRegion(region);
  const items = await itemsWhere(documents, outputOf(outputs, region, 'TableName'), 'customer', run);
  return new Set(items.map(({ orderId }) => String(orderId)));
}

/** Waits until a Region has worked off its queue, for `withinMs` at most. */
export async function untilWorkedOff(
  { clients, clock, outputs, signal }: Omit<Shop, 'random'>,
  region: string,
  withinMs: number,
): Promise<void> {
  const { sqs } = clients.inRegion(region);
  const check = async () => {
    const { waiting, inFlight } = await queueDepth(sqs, outputOf(outputs, region, 'QueueUrl'));
    return waiting + inFlight === 0;
  };
  const from = clock.now();
  await pollUntil({ clock, signal, from, everyMs: 100, until: from + withinMs, check });
}

/** Has the functions of the Regions that serve from the beginning called, as often at a time as they can work. */
export async function warmUp(context: WarmUpContext<Strategy, Parameter>): Promise<void> {
  const { clients, outputs, parameters, runId, signal } = context;
  const serving = sides.filter((side) => Number(outputs[`${side}Ready`]) > 0);
  for (const side of serving) {
    await warmUpEnvironments(parameters.concurrency, (index) =>
      clients.http.postJson(
        `${outputs[`${side}ApiUrl`]}/orders`,
        { orderId: `${runId}-warm-up-${side}-${index}`, customer: `${runId}-warm-up` },
        signal,
      ),
    );
    await untilWorkedOff(context, outputs[`${side}Region`] ?? '', 20_000);
  }
}
