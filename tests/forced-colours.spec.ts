import { unseenWhereForced } from './support/forced-colours.ts';
import { expect, test } from './support/site.ts';

/** An order step by step and orders side by side; a replay with an architecture; charts. A part has the map of its lessons. */
for (const path of [
  '/two-ways/place-one-order/',
  '/delivery/redelivery-and-poison/',
  '/synchronous/retries/',
  '/queue/',
])
  test(`what figures on ${path} show is seen where colours are forced`, async ({ page, open }) => {
    await open(path);
    const { looked, unseen } = await unseenWhereForced(page);
    expect(looked).toBeGreaterThan(5);
    expect(unseen).toEqual([]);
  });
