import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { type Consumer, effectsOf, type FanOut, placeOrder } from './fan-out.ts';

/** Has `atOnce` orders accepted side by side, twice, and waits until every consumer has worked on all. */
export async function warmUp(
  api: FanOut & Pick<Surroundings<string>, 'runId'>,
  atOnce: number,
  consumers: readonly Consumer[],
): Promise<void> {
  const { clock, signal, runId } = api;
  const customer = `${runId}-warm-up`;
  let accepted = 0;
  const settle = async () => {
    const from = clock.now();
    const check = async () => (await effectsOf(api, customer)).length >= accepted * consumers.length;
    await pollUntil({ clock, from, everyMs: 50, until: from + 30_000, signal, check });
  };
  await warmUpEnvironments(atOnce, async () => {
    if ((await placeOrder(api, { customer, item: 'espresso' })) === 202) accepted += 1;
  });
  await settle();
}

/** Starts `atOnce` environments of the accepting function, and publishes nothing: it refuses an order without an item. */
export const warmUpAccept = (api: FanOut, atOnce: number): Promise<void> =>
  warmUpEnvironments(atOnce, () => placeOrder(api, { customer: 'nobody', item: '' }));
