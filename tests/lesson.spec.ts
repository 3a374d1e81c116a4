import { readFile } from 'node:fs/promises';
import type { Evidence } from '../src/content/evidence.ts';
import { expectAccessible } from './support/axe.ts';
import { skipGuesses } from './support/progress.ts';
import { expect, live, move, test } from './support/site.ts';

const path = '/two-ways/place-one-order/';

test('its numbers are those of the evidence file', async ({ page, open }) => {
  const file = new URL('../labs/two-paths/evidence/first-order.local.json', import.meta.url);
  const evidence: Evidence = JSON.parse(await readFile(file, 'utf8'));
  const medians = evidence.variants.map(
    ({ metrics }) => metrics.find(({ name }) => name === 'replyMsP50')?.median ?? Number.NaN,
  );
  await open(path);
  await skipGuesses(page);
  for (const median of medians) {
    const shown = Number.isInteger(median) || median >= 10 ? median.toFixed(0) : median.toFixed(1);
    await expect(page.getByRole('button', { name: `${shown}\u00a0ms: measured` }).first()).toBeVisible();
  }
});

test('a number shows by keyboard where it comes from, and Escape closes it', async ({ page, open }) => {
  await open(path);
  await skipGuesses(page);
  await page
    .getByRole('button', { name: /measured; where it comes from/ })
    .first()
    .press('Enter');
  const note = page.getByRole('note').filter({ hasText: 'Recorded on' }).first();
  await expect(note).toBeVisible();
  await expect(note).toContainText('npm run lab two-paths/first-order');
  await page.keyboard.press('Escape');
  await expect(note).toBeHidden();
});

test('a phrase goes on in the next line, keeps its full stop, and all of it opens its card', async ({
  page,
  open,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open('/running/one-order-through-all/');
  // Before and behind a button any line may end: what does not stand beside it.
  const apart = await page.evaluate(`
    [...document.querySelectorAll('main button[popovertarget]')].flatMap((button) => {
      const signs = button.nextElementSibling?.nextSibling;
      const value = button.getBoundingClientRect();
      if (!signs || value.width === 0) return [];
      const range = document.createRange();
      range.selectNodeContents(signs);
      const { left, top, bottom } = range.getBoundingClientRect();
      const isBeside = left >= value.right - 1 && top < value.bottom && bottom > value.top;
      return isBeside ? [] : button.closest('p, li, td')?.textContent;
    })
  `);
  expect(apart).toEqual([]);
  const words = page.locator('label').filter({ hasText: 'the first request each second' });
  const lines = await page.evaluate(
    "[...document.querySelectorAll('label')].find((each) => each.textContent.startsWith('the first request')).getClientRects().length",
  );
  expect(lines).toBeGreaterThan(1);
  const card = page.getByRole('note').filter({ hasText: 'the first request each second' });
  await words.click();
  await expect(card).toBeVisible();
  await words.click({ force: true });
  await expect(card).toBeHidden();
});

test('a prediction is asked for before the result is shown beside it', async ({ page, open }) => {
  await open(path);
  const predict = page.getByRole('region', { name: 'Predict' }).first();
  await expect(predict.getByText('measured', { exact: true })).toBeHidden();
  await predict.getByLabel('Your guess').fill('150');
  await predict.getByLabel('Your guess').press('Enter');
  await expect(predict.getByText('150\u00a0ms')).toBeVisible();
  await expect(predict.getByText('measured', { exact: true })).toBeVisible();
  await expect(predict.getByText(/too high\./)).toBeVisible();
});

test('what was measured is covered until every guess is made or skipped; then it stays open', async ({
  page,
  open,
}) => {
  await open(path);
  const text = page.getByText('It did not make the');
  // It has its place from the beginning: what is not seen there is covered, not absent.
  const shown = async () => ((await text.isVisible()) ? 'visible' : 'hidden');
  expect(await shown()).toBe('hidden');
  await expect(page.getByRole('button', { name: 'Show it without a guess' })).toBeVisible();
  await page.getByLabel('Your guess').first().fill('150');
  await page.getByLabel('Your guess').first().press('Enter');
  expect(await shown()).toBe('hidden');
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  await expect.poll(shown).toBe('visible');
  await page.reload();
  await live(page);
  await expect(page.getByText('150\u00a0ms')).toBeVisible();
  expect(await shown()).toBe('visible');
});

test('who was sent to a place in what was measured finds it open', async ({ page, open }) => {
  await open('/synchronous/critical-path/#delays-add');
  await expect(page.getByRole('heading', { name: 'Delays add' })).toBeVisible();
});

test('an address whose end is no name of a place opens the page all the same', async ({ page, open }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await open('/synchronous/critical-path/#100%');
  await page.getByRole('button', { name: 'Show it without a guess' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Delays add' })).toBeVisible();
  expect(errors).toEqual([]);
});

test.describe('in print', () => {
  test('what was measured is there, and no form', async ({ page, open }) => {
    await open(path);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('It did not make the')).toBeVisible();
    await expect(page.getByText('measured', { exact: true }).first()).toBeVisible();
    await expect(page.getByLabel('Your guess').first()).toBeHidden();
  });
});

test('the question explains a wrong option, and then the right one', async ({ page, open }) => {
  await open(path);
  const question = page
    .getByRole('region', { name: /^Question:/ })
    .filter({ hasText: 'as soon as SQS has stored the message' });
  await question.scrollIntoViewIfNeeded();
  await question.getByRole('radio', { name: /retries until it works/ }).check();
  await question.getByRole('radio', { name: 'fairly sure' }).check();
  await question.getByRole('button', { name: 'Check' }).press('Enter');
  await expect(question.getByText('Nothing retries for ever.')).toBeVisible();
  await expect(question.getByText('A 202 is a receipt.')).toBeVisible();
  await expect(question.getByRole('status')).toContainText('Not quite');

  await question.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(question.locator('fieldset').first()).toBeFocused();
  await expect(question.getByText('A 202 is a receipt.')).toBeHidden();
  await question.getByRole('radio', { name: /whether it succeeds will show/ }).check();
  await question.getByRole('radio', { name: 'would bet on it' }).check();
  await question.getByRole('button', { name: 'Check' }).press('Enter');
  await expect(question.getByRole('status')).toHaveText('Right.');
});

test('a claim says why it holds and which statements it judges', async ({ page, open }) => {
  await open(path);
  const claim = page.getByRole('group').filter({ hasText: 'reply comes after the write' }).first();
  await claim.locator('summary').press('Enter');
  await expect(claim.getByText('Not shown')).toBeVisible();
  await claim.getByRole('link', { name: '002/e2' }).click();
  await expect(page).toHaveURL(/\/claims\/#002-e2$/);
  // The page that the build has written is fetched when it was reached without a request.
  await expect(page.locator('[id="002-e2"] details')).toBeAttached();
  await expect(page.locator('[id="002-e2"]')).toBeInViewport();
});

test('a link in the text opens the next page without loading the site anew', async ({ page, open }) => {
  await open('/two-ways/confused-words/');
  await page.evaluate('window.stillHere = true');
  await page.getByRole('article').getByRole('link', { name: 'the next lesson' }).press('Enter');
  await expect(page).toHaveURL(/\/two-ways\/who-waits-for-whom\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who waits for whom');
  // Rendered in the browser this time, with the same text as when it is opened directly.
  const text = () => page.locator('.theme-doc-markdown .still').allTextContents();
  const rendered = await text();
  expect(await page.evaluate('window.stillHere')).toBe(true);
  await page.reload();
  expect(await text()).toEqual(rendered);
});

test('code can be copied', async ({ page, open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(path);
  await page.getByRole('button', { name: 'copy' }).first().click();
  const copied = await page.evaluate('navigator.clipboard.readText()');
  expect(copied).toContain('export async function handler');
});

test('every drawing of a pipeline stays in its frame', async ({ page, open }) => {
  for (const part of [
    'two-ways',
    'synchronous',
    'queue',
    'delivery',
    'topics',
    'telling',
    'systems',
    'running',
  ]) {
    await open(`/${part}/`);
    for (const width of [360, 1000, 1280, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const beyond: number[] = await page.evaluate(
        `[...document.querySelectorAll('figure > [data-paths]')].map((each) => each.scrollWidth - each.clientWidth)`,
      );
      expect(beyond.length, `drawings of ${part}`).toBeGreaterThan(0);
      expect(Math.max(...beyond), `pixels beyond the frame in ${part}, ${width} px wide`).toBeLessThanOrEqual(
        0,
      );
    }
  }
});

test('a course is named at its peak, its events at their time, and its values are read by keyboard', async ({
  page,
  open,
}) => {
  await open('/queue/arrivals-and-backlog/');
  await move(page);
  await skipGuesses(page);
  const chart = page.locator('figure', { hasText: 'Messages that wait in the queue' }).first();
  await expect(chart.getByText(/^burst: peak \d+$/).first()).toBeVisible();
  await expect(chart.getByText('burst ends (burst)', { exact: true })).toBeVisible();
  const slider = chart.getByRole('slider', { name: /^Values by time/ });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute(
    'aria-valuetext',
    /^0\.\d s: below capacity \d+ \/ \d+ \/ \d+; burst \d/,
  );
  await expectAccessible(page);
});
