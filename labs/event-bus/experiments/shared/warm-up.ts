import { readUntil } from './inbox.ts';
import { announce, ordersOf, type Shop, type System } from './producer.ts';
import { kitchenOf } from './readers.ts';

/** Tells one order through each system, and has it read. */
export async function warmUp(shop: Shop & { runId: string }): Promise<void> {
  for (const system of ['queue', 'topic', 'bus', 'log'] satisfies System[]) {
    const kitchen = await kitchenOf(shop, system);
    await announce(shop, system, ordersOf(`${shop.runId}-warm-up-${system}`, 1));
    await readUntil(shop, kitchen, (read) => read.length > 0);
  }
}
