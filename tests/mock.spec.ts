import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { toneAsMicrophone } from './support/microphone.ts';
import { keptRecord, saveRecord } from './support/progress.ts';
import { expect, live, move, test } from './support/site.ts';

/** Begins an interview of ten minutes for juniors. */
async function begin(page: Page): Promise<void> {
  await page.getByRole('radio', { name: '10 minutes' }).press('Space');
  await page.getByRole('radio', { name: 'Junior' }).press('Space');
  await expect(page.getByText(/questions? and \d+ follow-ups?, about \d+ minutes\./)).toBeVisible();
  await page.getByRole('button', { name: 'Begin the interview' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Question 1 of' })).toBeFocused();
}

test('an interview survives a reload in its middle and ends in a scorecard that can be saved', async ({
  page,
  open,
}) => {
  await open('/mock/');
  await expectAccessible(page);
  await begin(page);
  await expectAccessible(page);

  await page.getByRole('textbox').fill('It waits for the result.');
  await page.getByRole('radio', { name: 'fairly sure' }).press('Space');
  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Question 1 of' })).toContainText('follow-up 1');
  await page.getByRole('textbox').fill('Half an answer');
  await expect.poll(() => keptRecord(page)).toContain('Half an answer');
  await page.reload();
  await live(page);
  await expect(page.getByRole('heading', { name: 'Question 1 of' })).toContainText('follow-up 1');
  await expect(page.getByRole('textbox')).toHaveValue('Half an answer');
  await open('/progress/');
  await page.getByRole('link', { name: 'Go on with your mock interview' }).press('Enter');
  await expect(page.getByRole('textbox')).toHaveValue('Half an answer');
  let answered = 1;
  while (await page.getByRole('heading', { name: 'Question 1 of' }).count()) {
    const prompt = await page.getByRole('timer').locator('xpath=ancestor::form/p[1]').textContent();
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await expect(page.getByText(prompt ?? '', { exact: true })).toHaveCount(0);
    answered += 1;
  }
  await expect(page.getByRole('heading', { name: 'Question 2 of' })).toBeFocused();
  await page.getByRole('button', { name: 'Stop here and judge' }).press('Enter');

  await expect(page.getByRole('heading', { name: 'Now judge yourself' })).toBeFocused();
  await expect(page.getByText('It waits for the result.')).toBeVisible();
  const show = page.getByRole('button', { name: 'Show the scorecard' });
  await page.reload();
  await live(page);
  const points = page.getByRole('group', { name: 'Did you say it?' });
  for (let at = 1; at <= answered; at += 1) {
    await expect(page.getByRole('heading', { name: `answer ${at} of ${answered}` })).toBeFocused();
    for (let index = 0; index < (await points.count()); index += 1) {
      await points.nth(index).getByRole('radio', { name: 'said it' }).press('Space');
    }
    if (at === 1) await page.getByLabel('The phrase you used').first().fill('waits for the *result*');
    if (at === 1) await expectAccessible(page);
    if (at < answered) await page.getByRole('button', { name: 'Next answer' }).press('Enter');
  }
  await show.press('Enter');

  await expect(page.getByRole('heading', { name: 'Scorecard' })).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'meet the level you chose' })).toContainText(
    `${answered} of `,
  );
  const summary = page.getByRole('table', { name: 'All answers' });
  await expect(summary.getByRole('row')).toHaveCount((await summary.getByRole('link').count()) + 1);
  await expect(summary).toBeInViewport();
  await summary.getByRole('link').first().press('Enter');
  await expect(page.getByText(/Expected of junior:/).first()).toBeVisible();
  await expect(page.getByText(/ticked as said without a phrase/)).toBeVisible();
  await expect(summary.getByText('– not answered').first()).toBeVisible();
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as Markdown' }).press('Enter'),
  ]);
  expect(download.suggestedFilename()).toMatch(/^mock-interview-\d{4}-\d\d-\d\d\.md$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('> It waits for the result.');
  expect(text).toContain('“waits for the \\*result\\*”');
  expect(text).toMatch(/- \[x\] \*\*must\*\*/);

  await page.reload();
  await live(page);
  await page.getByRole('button', { name: 'Scorecard' }).press('Enter');
  await summary.getByRole('link').first().press('Enter');
  await expect(page.getByText('waits for the *result*')).toBeVisible();
});

test('the clock turns amber, then red, says so, and interrupts nothing', async ({ page }) => {
  await page.clock.install();
  await page.goto('/mock/');
  await page.clock.runFor(5_000);
  await live(page);
  await begin(page);
  const clock = page.locator('p', { has: page.getByRole('timer') });
  await expect(clock).toHaveAttribute('data-state', 'fine');
  await page.clock.runFor(75_000);
  await expect(clock).toHaveAttribute('data-state', 'nearly');
  await expect(clock.getByRole('status')).toHaveText('Come to the end.');
  await page.clock.runFor(20_000);
  await expect(clock).toHaveAttribute('data-state', 'over');
  await expectAccessible(page);
  await expect(page.getByRole('textbox')).toBeEditable();
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  const stopped = await page.getByRole('timer').textContent();
  await page.clock.runFor(60_000);
  await expect(page.getByRole('timer')).toHaveText(stopped ?? '');
  await page.getByRole('button', { name: 'Go on' }).press('Enter');
  await page.clock.runFor(3_000);
  await expect(page.getByRole('timer')).not.toHaveText(stopped ?? '');
});

test('what was said in an interview is heard again beside the rubric, is sent nowhere, and goes when it is discarded', async ({
  page,
  open,
}) => {
  await toneAsMicrophone(page);
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  await open('/mock/');
  await begin(page);
  await page.getByRole('button', { name: 'Record my answer' }).press('Enter');
  await expect(page.getByText('Recording.', { exact: true })).toBeVisible();
  // Whoever goes on has said all of it.
  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await page.getByRole('button', { name: 'Stop here and judge' }).press('Enter');
  const said = page.getByLabel('Your recorded answer');
  await expect(said).toBeVisible();
  await expectAccessible(page);
  const discard = page.getByRole('button', { name: 'Discard' });
  await discard.press('Enter');
  await expect(said).toBeHidden();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(said).toBeFocused();
  await discard.press('Enter');
  await expect(said).toBeHidden();
  await expect(page.getByText('You answered aloud.')).toBeVisible();
  expect(sent).toEqual([]);
});

test('topics narrow the interview; nothing that fits is said before it begins', async ({ page, open }) => {
  await open('/mock/');
  await page.getByRole('radio', { name: '45 minutes' }).check();
  const all = await page.getByText(/questions? and \d+ follow-ups?/).textContent();
  await page.getByRole('checkbox', { name: 'Events and notifications' }).check();
  await expect(page.getByText(/questions? and \d+ follow-ups?/)).not.toHaveText(all ?? '');
});

test('the scorecard is printed without the page around it', async ({ page, open }) => {
  await open('/mock/');
  await begin(page);
  await page.getByRole('button', { name: 'Stop here and judge' }).click();
  await page.getByRole('button', { name: 'Show the scorecard' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Scorecard' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save as Markdown' })).toBeHidden();
  await expect(page.locator('.navbar')).toBeHidden();
});

test('whoever asks somebody else has the question, a clock and the points, and gives away a scorecard', async ({
  page,
  open,
}) => {
  await open('/interview/cost-at-scale/');
  await move(page);
  await page.getByRole('link', { name: 'Ask it somebody else' }).click();
  const choice = page.getByLabel('The question');
  await expect(choice).toHaveValue('interview/cost-at-scale');
  await page.getByLabel('Their level').selectOption('senior');
  await page.getByRole('button', { name: 'I ask' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'You ask' })).toBeFocused();
  const done = page.getByRole('button', { name: 'Show the scorecard' });
  await expect(done).toBeDisabled();
  await page.getByRole('button', { name: 'Start the clock' }).first().click();
  const points = page.getByRole('group', { name: 'Did they say it?' }).and(page.locator(':visible'));
  const all = await points.count();
  for (let at = 0; at < all; at += 1)
    await points
      .nth(at)
      .getByRole('radio', { name: at === 0 ? 'missed' : 'said it' })
      .press('Space');
  await expectAccessible(page);
  await done.press('Enter');
  await expect(page.getByRole('heading', { name: 'Scorecard' })).toBeFocused();
  await expect(page.getByText('0 of 1 answers meet the level you chose, Senior')).toBeVisible();
  await open('/progress/');
  expect((await saveRecord(page)).reviews).toEqual([]);
});
