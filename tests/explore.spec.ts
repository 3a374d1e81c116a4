/* The explorer: a model with knobs, calculated in a worker, restored from its address. */
import type { Page } from '@playwright/test';
import { expectAccessible, violations } from './support/axe.ts';
import { expect, test } from './support/site.ts';

const chart = (page: Page, title: string) =>
  page.getByRole('figure').filter({ has: page.getByText(title, { exact: true }) });

/** The number of a row of the whole run, when there is one: the first column, or the second. */
async function total(page: Page, row: string, column = 0): Promise<number> {
  const cell = page.getByRole('row', { name: row }).getByRole('cell').nth(column);
  await expect(cell).not.toHaveText('…');
  return Number(((await cell.textContent()) ?? '').replace(/[^\d.]/g, ''));
}

const begin = (page: Page, name: string | { value: string }) =>
  page.getByLabel('Begin with').selectOption(typeof name === 'string' ? { label: name } : name);

test('a knob is turned by keyboard, and the run and the address follow', async ({ page, open }) => {
  await open('/explore/');
  expect(await total(page, 'Orders that came')).toBeGreaterThan(1000);
  await page.getByLabel('Begin with').focus();
  const knob = page.getByLabel('Arrival rate', { exact: true });
  const id = await knob.getAttribute('id');
  for (let tabs = 0; tabs < 20 && (await page.evaluate('document.activeElement.id')) !== id; tabs += 1)
    await page.keyboard.press('Tab');
  await expect(knob).toBeFocused();
  const before = await total(page, 'Orders that came');
  await page.keyboard.press('ArrowUp');
  await expect(knob).toHaveValue('16');
  await expect(page).toHaveURL(/\?arrivalRate=16$/);
  await expect.poll(() => total(page, 'Orders that came')).toBeGreaterThan(before);
});

test('an address restores the settings, the second setting and the moment', async ({ page, open }) => {
  await open('/explore/?seconds=30&seed=7&b.maximumConcurrency=20&at=12.5');
  await expect(page.getByLabel('Time in the run')).toHaveValue('12500');
  await expect(page.getByLabel('Two settings side by side')).toBeChecked();
  await expect(page.getByText('5 in A, 20 in B')).toBeVisible();
  const [a, b] = [await total(page, 'Orders stored'), await total(page, 'Orders stored', 1)];
  const backlog = await chart(page, 'Backlog: orders that wait').locator('.now').textContent();
  await page.reload();
  expect([await total(page, 'Orders stored'), await total(page, 'Orders stored', 1)]).toEqual([a, b]);
  await expect(chart(page, 'Backlog: orders that wait').locator('.now')).toHaveText(backlog ?? '');
  await expect(page).toHaveURL(/\?seed=7&seconds=30&b\.maximumConcurrency=20&at=12\.5$/);
});

test('two settings stand side by side, and a knob turns one of them only', async ({ page, open }) => {
  await open('/explore/');
  await page.getByLabel('Two settings side by side').check();
  await expect(page.getByText('A and B are equal')).toBeVisible();
  await page.getByLabel('Maximum concurrency').fill('50');
  await expect(page.getByText('5 in A, 50 in B')).toBeVisible();
  await expect(page).toHaveURL(/b\.maximumConcurrency=50/);
  await expect(chart(page, 'Backlog: orders that wait').locator('.plot [data-line]')).toHaveCount(2);
  const mean = 'Time until stored, mean';
  await expect
    .poll(async () => (await total(page, mean)) > 0 && page.getByRole('row', { name: mean }).textContent())
    .toMatch(/\ss.*\sms/);
});

test('settings that a choice or a button replaces come back, until a knob is turned', async ({
  page,
  open,
}) => {
  await open('/explore/?b.maximumConcurrency=50&b.batchSize=3');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await page.getByLabel('B', { exact: true }).check();
  const atBeginning = page.getByRole('button', { name: 'All knobs as at the beginning' });
  await atBeginning.press('Enter');
  await expect(page.getByText('A and B are equal')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?b\.maximumConcurrency=50&b\.batchSize=3$/);
  await expect(atBeginning).toBeFocused();
  await expect(undo).toBeHidden();

  await begin(page, 'A day with a peak');
  await undo.press('Enter');
  await expect(page).toHaveURL(/\?b\.maximumConcurrency=50&b\.batchSize=3$/);
  await page.getByLabel('Two settings side by side').uncheck();
  await undo.press('Enter');
  await expect(page).toHaveURL(/\?b\.maximumConcurrency=50&b\.batchSize=3$/);

  await page.getByLabel('B', { exact: true }).check();
  await atBeginning.press('Enter');
  await expect(undo).toBeVisible();
  await page.getByLabel('Maximum concurrency').fill('7');
  await expect(undo).toBeHidden();
  // What one choice would bring again is no loss.
  await begin(page, 'A day with a peak');
  await undo.press('Enter');
  await expect(page).toHaveURL(/b\.maximumConcurrency=7$/);
  await atBeginning.press('Enter');
  await begin(page, 'A day with a peak');
  await expect(undo).toBeHidden();
});

test('what is outside the limits is told in two parts, and the last run stays', async ({ page, open }) => {
  await open('/explore/');
  const came = await total(page, 'Orders that came');
  const knob = page.getByLabel('Batch size');
  await knob.fill('11');
  await expect(page.getByRole('alert')).toHaveText(
    'Batch size is 11. Set it to a whole number from 1 to 10.',
  );
  await expect(knob).toHaveAttribute('aria-invalid', 'true');
  await knob.fill('');
  await expect(page.getByRole('alert')).toHaveText('Batch size has no number. Set it to one from 1 to 10.');
  expect(await total(page, 'Orders that came')).toBe(came);
  await knob.fill('10');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await open('/explore/?arrivalRate=-3&foo=1');
  await expect(page.getByRole('alert')).toContainText(
    'Arrival rate is -3. Set it to a number from 0 to 20000.',
  );
  await expect(page.getByRole('alert')).toContainText('a setting that is not there: foo. It is left out.');
  await open('/explore/?seconds=86400&arrivalRate=20000');
  await expect(page.getByRole('alert').first()).toContainText(
    'more than the model works through. Lower seconds',
  );
});

test('a recorded run is laid over the model, with how far they may differ', async ({ page, open }) => {
  await open('/explore/');
  await begin(page, { value: 'queued-api/burst-then-drain:burst' });
  await expect(
    chart(page, 'Backlog: orders that wait').locator('.plot [data-line="recorded"]'),
  ).toBeVisible();
  const row = page.getByRole('row', { name: 'orders that wait when the burst ends' });
  await expect(row.getByRole('cell').nth(1)).not.toHaveText('–');
  const [recorded, model, bound] = (await row.getByRole('cell').allTextContents()).map((text) =>
    Number.parseFloat(text),
  ) as [number, number, number];
  expect(Math.abs(recorded - model)).toBeLessThanOrEqual(bound);
  await page.getByLabel('Maximum concurrency').fill('20');
  await expect(page.getByText('A knob of A was turned since')).toBeVisible();
  await page.getByRole('button', { name: 'Take it away' }).click();
  await expect(page.getByRole('heading', { name: 'As recorded' })).toHaveCount(0);
});

test('with a stream there are its knobs and no others, and its bill', async ({ page, open }) => {
  await open('/explore/');
  await page.getByRole('radio', { name: 'Stream' }).check();
  await expect(page).toHaveURL(/pipeline=stream/);
  await expect(page.getByLabel('Visibility timeout')).toHaveCount(0);
  await page.getByLabel('Shards').fill('4');
  await expect(page).toHaveURL(/shards=4/);
  await expect(page.getByRole('row', { name: 'Hours of its shards' })).toContainText('2,880');
  expect(await total(page, 'Orders stored')).toBeGreaterThan(1000);
  await page.getByLabel('Records in a batch').fill('1');
  await page.getByLabel('Share of the orders with the same key').fill('1');
  await expect.poll(() => total(page, 'Orders still waiting or in flight')).toBeGreaterThan(500);
});

test('with a topic each subscriber is seen alone, and so is what it gives up', async ({ page, open }) => {
  await open('/explore/?arrivals=even&arrivalRate=10&burstSeconds=0&poisonShare=1&asyncRetryAttempts=0');
  await page.getByRole('radio', { name: 'Topic' }).check();
  await expect(page).toHaveURL(/pipeline=topic/);
  await expect(page.getByLabel('Shards')).toHaveCount(0);
  await expect(page.getByRole('row', { name: /^Messages published \$/ })).toContainText('26 million');
  const notifications = page.getByRole('table', { name: 'Where the notifications of each subscriber are' });
  const cells = (name: string) =>
    notifications.getByRole('row', { name }).getByRole('cell').allTextContents();
  // Waiting, in flight, stored, kept, dropped.
  await expect.poll(async () => (await cells('1, pushed, goes wrong')).slice(2, 4)).toEqual(['0', '0']);
  const [, , , , dropped] = await cells('1, pushed, goes wrong');
  const [, , stored] = await cells('3, through a queue');
  expect(Number(dropped)).toBeGreaterThan(400);
  expect(Number(stored)).toBeGreaterThan(400);
  await page.getByLabel('Pushed events that are given up').check();
  await expect.poll(async () => (await cells('1, pushed, goes wrong'))[3]).toBe(dropped);
  await page.getByLabel('Reserved concurrency of each subscriber').fill('400');
  await expect(page.getByRole('alert')).toContainText(
    '1200 invocations are reserved, and the account has 1000. Reserve fewer',
  );
});

test('a run is shown, held and stepped through; where motion is unwelcome it only steps', async ({
  page,
  open,
}) => {
  await open('/explore/?seconds=60');
  await expect(page.getByText('60 s of 60 s')).toBeVisible();
  await page.getByLabel('Speed').selectOption('4 ×');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page).toHaveURL(/at=/);
  await page.getByLabel('Time in the run').fill('30000');
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(page).toHaveURL(/at=30\.5/);
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect(page).toHaveURL(/at=30$/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Step', exact: true }).press('Enter');
  await expect(page).toHaveURL(/at=30\.5/);
});

test('a day with a peak does not keep the page from answering', async ({ page, open }) => {
  await open('/explore/');
  await begin(page, 'A day with a peak');
  // The run goes on in the worker meanwhile; turning a knob replaces it.
  const knob = page.getByLabel('Arrival rate', { exact: true });
  await knob.fill('21');
  await expect(page).toHaveURL(/arrivalRate=21/);
  // The run before it is shown until this one has come.
  await expect.poll(() => total(page, 'Orders that came'), { timeout: 30_000 }).toBeGreaterThan(2_000_000);
  expect(await total(page, 'Orders stored')).toBeGreaterThan(1_000_000);
});

test('every chart says that it is no measurement, and is a table as well', async ({ page, open }) => {
  await open('/explore/');
  const figures = page.getByRole('figure');
  expect(await figures.count()).toBe(9);
  for (const figure of await figures.all()) {
    await expect(figure.getByText('model, not measured').first()).toBeVisible();
    await figure.getByText('The same as a table').click();
    await expect(figure.getByRole('row')).toHaveCount(9);
  }
});

test('a phone of 360 px shows all of it without scrolling sideways', async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open('/explore/?b.pipeline=topic&recorded=queued-api/burst-then-drain:burst');
  await total(page, 'Orders stored', 1);
  for (const group of await page.locator('form details > summary').all()) await group.click();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
});

test('it is accessible in light, in dark and in forced colours, with two settings and a mistake', async ({
  page,
  open,
}) => {
  await open('/explore/?b.pipeline=topic&recorded=queued-api/burst-then-drain:burst');
  await total(page, 'Orders stored', 1);
  await page.getByLabel('Arrival rate', { exact: true }).fill('-1');
  await expectAccessible(page);
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await violations(page)).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it is, how far it can be trusted, and what each setting is', async ({
    page,
    open,
  }) => {
    await open('/explore/');
    await expect(page.getByText('that needs JavaScript')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'How far you can trust it' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Visibility timeout/ })).toContainText('43,200');
    await expect(page.locator('main input')).toHaveCount(0);
  });
});
