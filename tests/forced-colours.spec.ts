import { violations } from './support/axe.ts';
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

test('a button can be read where colours are forced', async ({ page, open }) => {
  await open('/mock/');
  await expect(page.getByRole('button', { name: 'Begin the interview' })).toBeVisible();
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await violations(page)).toEqual([]);
});
