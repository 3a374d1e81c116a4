/* Figures with knobs in lessons, and the challenges. */
import { expectAccessible } from './support/axe.ts';
import { saveRecord } from './support/progress.ts';
import { settled } from './support/settled.ts';
import { expect, move, test } from './support/site.ts';

/** Only a page that has such a figure may name it. */
const own = /knob-figure|explore-knob-worker/;

test('a knob of a lesson is turned by keyboard, and the picture, its numbers and its table follow', async ({
  page,
  open,
}) => {
  const models: string[] = [];
  page.on('request', (request) => request.url().includes('knob-worker') && models.push(request.url()));
  await open('/queue/arrivals-and-backlog/');
  const figure = page.getByRole('figure').filter({ hasText: 'A burst, and how long it takes to drain' });
  await expect(figure.getByText('model, not measured').first()).toBeVisible();
  const line = figure.locator('path[data-line="0"]').first();
  const before = { path: await line.getAttribute('d'), height: (await figure.boundingBox())?.height };
  const knob = figure.getByRole('slider', { name: 'Consumers MaximumConcurrency' });
  await expect(knob).toHaveAttribute('aria-valuetext', '5');
  await expect(figure.getByText('51\u00a0s')).toBeVisible();
  expect(models, 'the model comes with the first turn').toEqual([]);

  await knob.focus();
  await page.keyboard.press('ArrowRight');
  await expect(knob).toHaveAttribute('aria-valuetext', '6');
  await expect(figure.getByText('36\u00a0s')).toBeVisible();
  expect(await line.getAttribute('d')).not.toBe(before.path);
  await page.keyboard.press('Home');
  await expect(figure.getByText('not in this run')).toBeVisible();
  expect(models).toHaveLength(1);
  expect((await figure.boundingBox())?.height, 'nothing moves').toBe(before.height);

  await figure.getByText('The same as a table').click();
  await expect(figure.getByRole('row')).toHaveCount(9);
  await move(page);
  await expectAccessible(page);
});

test('only lessons that have such a figure load anything for it', async ({ page, open }) => {
  const parts = new Map<string, Promise<string>>();
  page.on('response', (response) => {
    if (['document', 'script', 'stylesheet'].includes(response.request().resourceType()))
      parts.set(response.url(), response.text());
  });
  await open('/queue/accept-and-complete/');
  await settled(page);
  expect(parts.size).toBeGreaterThan(3);
  for (const [url, text] of parts) expect(await text, url).not.toMatch(own);
});

test('a challenge is failed with what broke, and solved, and the record remembers it', async ({
  page,
  open,
}) => {
  await open('/challenges/');
  const challenge = page.getByRole('region', { name: 'A queue that protects nothing' });
  const check = challenge.getByRole('button', { name: 'Check it' });
  await challenge.getByLabel('Reserved concurrency').fill('3');
  await check.press('Enter');
  await expect(challenge.getByRole('status')).toHaveText('✗ The contract is not kept.');
  const row = challenge.getByRole('row', { name: 'Invocations that Lambda throttles' });
  await expect(row).toContainText('✗');
  await expect(challenge.getByText('The pollers do not look at the function’s limit.')).toBeVisible();

  await challenge.getByLabel('Reserved concurrency').fill('0');
  await challenge.getByLabel('Maximum concurrency').fill('3');
  await expect(challenge.getByRole('status')).toHaveText('You have turned a knob since: check it again.');
  await check.press('Enter');
  await expect(challenge.getByRole('status')).toHaveText('✓ The contract is kept.');
  await expect(challenge.getByText('The cap that fits is writes per second')).toBeVisible();
  const entry = page.getByRole('navigation', { name: 'All challenges' }).getByRole('listitem').nth(5);
  await expect(entry).toHaveText('A queue that protects nothing ✓ solved');
  await expectAccessible(page);
  await page.reload();
  await expect(entry).toHaveText('A queue that protects nothing ✓ solved');
  await open('/progress/');
  const { marks } = (await saveRecord(page)) as unknown as { marks: { of: string }[] };
  expect(marks.map(({ of }) => of)).toContain('challenge protect-the-table');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the figure stands at the values that it begins with, as a table too', async ({ page, open }) => {
    await open('/queue/arrivals-and-backlog/');
    const figure = page.getByRole('figure').filter({ hasText: 'A burst, and how long it takes to drain' });
    await expect(figure.getByText('51\u00a0s')).toBeVisible();
    await expect(figure.getByRole('slider')).toHaveCount(0);
    await figure.getByText('The same as a table').click();
    await expect(figure.getByRole('row')).toHaveCount(9);
  });

  test('a challenge tells its contract and how it is kept', async ({ page, open }) => {
    await open('/challenges/');
    const challenge = page.getByRole('region', { name: 'A queue that protects nothing' });
    await expect(challenge.getByRole('row', { name: 'Writes that the table refuses' })).toContainText('none');
    await challenge.getByText('Show how it is solved').click();
    await expect(challenge.getByText('✓ cap the pollers at what the table takes')).toBeVisible();
    await expect(challenge.getByRole('button')).toHaveCount(0);
  });
});
