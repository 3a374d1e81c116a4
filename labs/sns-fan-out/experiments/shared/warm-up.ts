import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { type Consumer, effectsOf, type FanOut, placeOrder, takeFailures } from './fan-out.ts';

/**
 * Has `atOnce` orders accepted side by side, twice, and waits until each of `consumers` has worked on all, and until
 * what each of `failing`, by its construct, fails at is given up; takes that out of its queue.
 */
export async function warmUp(
  api: FanOut & Pick<Surroundings<string>, 'runId'>,
  atOnce: number,
  consumers: readonly Consumer[],
  failing: readonly string[] = [],
): Promise<void> {
  const { clock, signal, runId } = api;
  const customer = `${runId}-warm-up`;
  let accepted = 0;
  let givenUp = 0;
  await warmUpEnvironments(atOnce, async () => {
    if ((await placeOrder(api, { customer, item: 'espresso' })) === 202) accepted += 1;
  });
  const from = clock.now();
  const check = async () => {
    for (const name of failing) givenUp += await takeFailures(api, name);
    return (
      (await effectsOf(api, customer)).length >= accepted * consumers.length &&
      givenUp >= accepted * failing.length
    );
  };
  await pollUntil({ clock, from, everyMs: 50, until: from + 30_000, signal, check });
}

/** Starts `atOnce` environments of the accepting function, and publishes nothing: it refuses an order without an item. */
export const warmUpAccept = (api: FanOut, atOnce: number): Promise<void> =>
  warmUpEnvironments(atOnce, () => placeOrder(api, { customer: 'nobody', item: '' }));
