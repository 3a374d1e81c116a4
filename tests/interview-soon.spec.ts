import { readFile } from 'node:fs/promises';
import { drillOf } from '../src/content/drills.ts';
import { expectAccessible } from './support/axe.ts';
import { answerCard } from './support/progress.ts';
import { expect, live, test } from './support/site.ts';

/** Nothing of a sum on time depends on them. */
const noPrices = { perMillionRequests: 1, perMillionInvocations: 1, perGbSecond: 1 };

test('the evening before: boxes are remembered, the clock goes on, and the list ends', async ({
  page,
  open,
}) => {
  await page.clock.install({ time: new Date('2026-03-02T19:00:00Z') });
  await open('/tomorrow/');
  await page.keyboard.press('Shift');
  const evening = page.getByRole('region', { name: 'The evening, step by step' });
  await evening.getByRole('button', { name: 'Start the clock' }).press('Enter');
  await page.clock.runFor(11 * 60_000);
  await expect(evening.getByRole('timer')).toHaveText(/^1[01]:\d\d$/);
  await expect(evening.getByText('The clock is here.')).toHaveCount(1);
  await evening.getByRole('button', { name: 'Pause' }).press('Enter');
  await evening.getByRole('checkbox').first().press('Space');
  await page.reload();
  await live(page);
  await page.keyboard.press('Shift');
  await expect(evening.getByRole('checkbox').first()).toBeChecked();
  await expect(evening.getByRole('button', { name: 'Go on' })).toBeVisible();
  const boxes = evening.getByRole('checkbox');
  for (let at = 1; at < (await boxes.count()); at += 1) await boxes.nth(at).check();
  await expect(evening.getByText('You are done.')).toBeVisible();
});

test('the sheet of the evening has twelve sentences, dated numbers, and two sides', async ({
  page,
  open,
}) => {
  await open('/tomorrow/');
  await page.keyboard.press('Shift');
  await expect(page.getByText(/^measured in /)).toHaveCount(12);
  const rows = page.getByRole('table').locator('tbody tr');
  for (const row of await rows.all()) await expect(row).toContainText(/\d+ \w+ 20\d\d/);
  await expectAccessible(page);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
});

test.describe('a day that is known', () => {
  test.use({ timezoneId: 'UTC' });

  test('gives a path to it, says what is left out, and a file for the calendar', async ({ page, open }) => {
    await page.clock.setFixedTime(new Date('2026-03-02T09:00:00Z'));
    await open('/plan/');
    await page.getByLabel('The day of my interview').fill('2026-03-06');
    await expect(page.getByRole('heading', { name: '4 days left' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Left out' })).toBeVisible();
    await expect(page.getByText(/^0 of \d+ done/)).toBeVisible();
    await expect(page.getByText(/^On the day of your interview/)).toBeVisible();
    await expectAccessible(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: /calendar/ }).click();
    const text = await readFile(await (await waiting).path(), 'utf8');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(5);
    expect(text).toContain('DTSTART;VALUE=DATE:20260306');

    await page.reload();
    await live(page);
    await expect(page.getByRole('heading', { name: '4 days left' })).toBeVisible();
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    await page.getByLabel('I have read this lesson').check();
    await open('/plan/');
    await expect(page.getByText(/^1 of \d+ done/)).toBeVisible();
  });
});

test('how ready one is follows from a card, a guess, a run and a sum, without a day, and names what is missing', async ({
  page,
  open,
}) => {
  await open('/questions/two-ways/place-one-order/what-the-202-means/');
  await answerCard(page, /whether it succeeds will show/);
  await open('/two-ways/place-one-order/');
  await page.getByRole('spinbutton').first().fill('3');
  await page.getByRole('button', { name: 'Show what was measured' }).first().click();
  await open('/drills/');
  await page.keyboard.press('Shift');
  const drill = page.getByRole('region', { name: 'Drill: drain' });
  await drill.getByRole('spinbutton').fill(String(drillOf('drain', 1, noPrices).answer));
  await page.keyboard.press('Enter');
  await expect(drill.getByText(/Near enough/)).toBeVisible();

  await open('/plan/');
  const ready = page.getByRole('region', { name: 'How ready you are' });
  const first = ready.locator('li').filter({ has: page.getByRole('heading', { name: /^Part 1/ }) });
  await expect(first).toContainText(/concepts recalled or explained[1-9]\d* of \d+/);
  await expect(first).toContainText(/guesses made1 of \d+/);
  await expect(first).toContainText(/experiments run0 of \d+/);
  await expect(ready).toContainText(/kinds of sums[^✓]*1 of 4/);
  await first.locator('summary').click();
  const run = first.getByRole('link', { name: 'two-paths/first-order' });
  await expect(run).toHaveAttribute('href', '/runs/two-paths/first-order/');
  await open('/progress/');
  await page.getByText(/^\d+ of \d+ experiments$/).click();
  await page.getByLabel(/two-paths\/first-order/).check();
  await expect(first).toContainText(/experiments run1 of \d+/);
  await expectAccessible(page);
});

test('a drill draws its numbers, says how near the guess was, and shows the method', async ({
  page,
  open,
}) => {
  await open('/drills/');
  await page.keyboard.press('Shift');
  const drill = page.getByRole('region', { name: 'Drill: drain' });
  const asked = await drill.locator('label').textContent();
  await drill.getByRole('spinbutton').fill('0.001');
  await page.keyboard.press('Enter');
  await expect(drill.getByText(/Too far off/)).toBeVisible();
  await expect(drill.getByText(/Only the spare capacity drains/)).toBeVisible();
  await expect(drill.getByRole('button', { name: 'Another one' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(drill.locator('label')).not.toHaveText(asked ?? '');
  await expect(drill.getByRole('spinbutton')).toBeFocused();
  await expectAccessible(page);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  // every-page.spec.ts looks at the page before a day is named.
  test('the path to a day fits', async ({ page, open }) => {
    await open('/plan/');
    await page.getByLabel('The day of my interview').fill('2099-12-24');
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the evening, the sentences and the numbers can be read', async ({ page, open }) => {
    await open('/tomorrow/');
    await expect(page.getByText('A 202 is a receipt:')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Synchronous or event-driven?' }).first()).toBeVisible();
    await expect(page.getByRole('table')).toBeVisible();
  });
});
