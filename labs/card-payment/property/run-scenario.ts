import { authorizeOrder, type Guard } from '../handlers/authorize-order.ts';
import { reconcileOrders } from '../handlers/reconcile-orders.ts';
import { takePayment } from '../handlers/take-payment.ts';
import type { Scenario } from './scenario.ts';
import { Turns } from './turns.ts';
import { World } from './world.ts';

/** What decides over the orders of a run. */
export interface Design {
  guard: Guard;
  reconciles: boolean;
}

/**
 * Runs the decisions of the handlers through a scenario. Afterwards, when every request has arrived, the comparison runs twice
 * undisturbed.
 */
export async function runScenario(scenario: Scenario, { guard, reconciles }: Design): Promise<World> {
  const turns = new Turns(scenario.choices);
  const world = new World(turns.turn, scenario);
  /** A handler may fail or die at any call: its caller hears nothing of use. */
  const handler = (work: Promise<unknown>) => work.catch(() => undefined);
  const compare = (giveUpMs: number) => handler(reconcileOrders(world, { now: world.now, giveUpMs }));

  async function client(number: number, { attempts, overlapping, captures }: Scenario['plans'][number]) {
    const idOf = (attempt: number) => (guard === 'none' ? `${number}-${attempt}` : `${number}`);
    const order = { customer: 'customer', item: 'espresso', amount: 300, card: `card ${number}` };
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const sent = handler(
        authorizeOrder({ orderId: idOf(attempt), ...order, startedAt: world.now }, guard, world),
      );
      if (!overlapping && (await sent) !== undefined) await turns.turn();
    }
    for (let capture = 0; capture < captures; capture += 1)
      await handler(takePayment(idOf(attempts - 1), world));
  }

  scenario.plans.forEach((plan, number) => void client(number, plan));
  for (let run = 0; reconciles && run < scenario.comparisons; run += 1)
    void turns.turn().then(() => compare(scenario.giveUpAfter));
  await turns.untilQuiet();

  world.calm();
  for (let run = 0; reconciles && run < 2; run += 1) {
    void compare(-1);
    await turns.untilQuiet();
  }
  return world;
}
