import { expectAccessible } from './support/axe.ts';
import { mostShift, shift, watchShifts } from './support/layout-shift.ts';
import { hasOpened, saveRecord } from './support/progress.ts';
import { settled } from './support/settled.ts';
import { expect, isComplete, lessonPages, live, test } from './support/site.ts';

test('who comes back finds the next lesson, how far along they are, and what is due', async ({
  page,
  open,
}) => {
  await open('/');
  await expect(page.getByRole('region', { name: 'Where you are' })).toBeHidden();
  await open('/two-ways/place-one-order/');
  await page.getByLabel('I have read this lesson').check();
  await open('/');
  const place = page.getByRole('region', { name: 'Where you are' });
  await expect(place.getByText(`1 of ${lessonPages.length} lessons read`)).toBeVisible();
  await expectAccessible(page);
  await place.getByRole('link', { name: 'Words that get confused' }).click();
  await expect(page).toHaveURL(/\/two-ways\/confused-words\/$/);
  await open('/');
  await expect(place.getByRole('link', { name: 'Words that get confused' })).toBeVisible();
  await open('/progress/');
  const steps = page.getByRole('region', { name: 'What is next' });
  await expect(steps).toContainText(
    `Continue with Words that get confused1 of ${lessonPages.length} lessons`,
  );
  await expect(steps.getByRole('link', { name: 'Say when your interview is' })).toBeVisible();
});

test('what was answered is due when the scheduler says so, and the menu shows it', async ({ page, open }) => {
  await page.clock.setFixedTime(new Date('2026-03-02T09:00:00Z'));
  await open('/questions/two-ways/place-one-order/what-the-202-means/');
  const question = page.getByRole('region', { name: 'Question', exact: true });
  await question.getByRole('radio', { name: /retries until it works/ }).check();
  await question.getByRole('radio', { name: 'fairly sure' }).check();
  await question.getByRole('button', { name: /^Check/ }).click();
  await open('/');
  await expect(page.getByText('No card is due')).toBeVisible();
  await page.clock.setFixedTime(new Date('2026-03-05T09:00:00Z'));
  await page.reload();
  await expect(page.getByText('1 card is due')).toBeVisible();
  const badge =
    "getComputedStyle(document.querySelector('.navbar__link[href$=\"/review/\"]'), '::after').content";
  await expect.poll(() => page.evaluate(badge)).toContain('1');
  await open('/progress/');
  await page
    .getByRole('region', { name: 'What is next' })
    .getByRole('link', { name: '1 card is due' })
    .click();
  await expect(page).toHaveURL(/\/review\/$/);
});

test('a lesson that was read has its tick in the menu, and loses it when that is taken back', async ({
  page,
  open,
}) => {
  const tick =
    "getComputedStyle(document.querySelector('.menu__link[href$=\"/two-ways/place-one-order/\"]'), '::after').content";
  await open('/two-ways/place-one-order/');
  expect(await page.evaluate(tick)).toBe('none');
  await page.getByLabel('I have read this lesson').check();
  await expect.poll(() => page.evaluate(tick)).toContain('✓');
  await page.reload();
  await live(page);
  await expect(page.getByLabel('I have read this lesson')).toBeChecked();
  await page.getByLabel('I have read this lesson').uncheck();
  await expect.poll(() => page.evaluate(tick)).toBe('none');
});

test('a lesson is ticked by itself for who took a minute to come to its end, and not for who jumped there', async ({
  page,
  open,
}) => {
  await page.clock.install({ time: new Date('2026-03-02T09:00:00Z') });
  await open('/two-ways/confused-words/');
  const read = page.getByLabel('I have read this lesson');
  await read.scrollIntoViewIfNeeded();
  await page.clock.runFor(20_000);
  await expect(read).not.toBeChecked();
  await page.clock.runFor(60_000);
  await expect(read).toBeChecked();
});

test('a note on a page is kept with the record, and goes with its file', async ({ page, open }) => {
  await open('/two-ways/confused-words/');
  await page.getByText('My note on this page').click();
  await page.getByLabel(/It stays in this browser/).fill('await is not asynchronous');
  await open('/progress/');
  await expect(page.getByText('“await is not asynchronous”')).toBeVisible();
  expect(JSON.stringify(await saveRecord(page))).toContain('await is not asynchronous');
});

for (const width of isComplete ? [360, 390, 1280, 1440, 1920] : [360, 1280]) {
  test(`nothing moves on the first page of who comes back, ${width} px wide`, async ({ page }) => {
    await hasOpened(page, ['two-ways/place-one-order']);
    await watchShifts(page);
    await page.setViewportSize({ width, height: width < 600 ? 780 : 900 });
    await page.goto('/');
    await live(page);
    await expect(page.getByText(`0 of ${lessonPages.length} lessons read`)).toBeVisible();
    await settled(page);
    expect(await shift(page)).toBeLessThanOrEqual(mostShift);
  });
}
