import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { toneAsMicrophone } from './support/microphone.ts';
import { expect, live, test } from './support/site.ts';

const path = '/interview/key-differences/';

/** Tabs until the focus is on a control with this role and name. */
async function tabTo(page: Page, role: 'button' | 'radio' | 'textbox', name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const focused = page.locator(':focus');
    const here = page.getByRole(role, { name }).and(focused);
    if ((await here.count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No ${role} ${name} within 80 presses of Tab.`);
}

test.use({ reducedMotion: 'reduce' });

test('attempt, average, rubric, great answer and follow-up by keyboard alone', async ({ page, open }) => {
  await open(path);
  await tabTo(page, 'textbox', /Type it/);
  await page.keyboard.type('One gives a result, the other a receipt.');
  await tabTo(page, 'radio', /guessing/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'fairly sure' })).toBeChecked();
  await tabTo(page, 'button', /Compare my answer/);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'The average answer' })).toBeFocused();
  await tabTo(page, 'radio', /^Yes$/);
  await page.keyboard.press('Space');

  const points = await page.getByRole('group', { name: 'Did you say it?' }).count();
  for (let point = 0; point < points; point += 1) {
    await page.keyboard.press('Tab');
    await tabTo(page, 'radio', /said it/);
    await page.keyboard.press('Space');
    if (point === 0) await page.keyboard.press('ArrowLeft');
  }
  await tabTo(page, 'button', /Show the great answer/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The great answer' })).toBeFocused();
  await expect(page.getByText('A must is missing')).toBeVisible();

  const followUp = page.getByRole('group').filter({ hasText: 'Which number would you put an alarm on' });
  await followUp.locator('summary').focus();
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', /Type it/);
  await page.keyboard.type('The age of the oldest message.');
  await tabTo(page, 'radio', /guessing/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Age is what a user feels.')).toBeVisible();

  expect(await violations(page)).toEqual([]);
});

test('draft, confidence and ticks survive a reload, the back button and a closed tab', async ({
  page,
  open,
  context,
}) => {
  await open(path);
  await page.getByRole('textbox').fill('My words.');
  await page.reload();
  await live(page);
  await expect(page.getByRole('textbox')).toHaveValue('My words.');
  await page.getByRole('radio', { name: 'would bet on it' }).check();
  await page.getByRole('button', { name: 'Compare my answer' }).click();
  await page.getByRole('radio', { name: 'Not really' }).check();
  await page.getByRole('radio', { name: 'partly' }).first().check();
  await page.getByRole('link', { name: 'Lessons' }).first().click();
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'partly' }).first()).toBeChecked();
  await page.close();

  const again = await context.newPage();
  await again.goto(path);
  await expect(again.getByText('My words.')).toBeVisible();
  await expect(again.getByRole('radio', { name: 'Not really' })).toBeChecked();
  await expect(again.getByRole('radio', { name: 'partly' }).first()).toBeChecked();
});

test('the clock turns amber, then red, and interrupts nobody', async ({ page }) => {
  await page.clock.install();
  await page.goto(path);
  await page.clock.runFor(5_000);
  await live(page);
  await page.getByRole('button', { name: 'Start the clock' }).click();
  const clock = page.getByText(/of about/).filter({ has: page.getByRole('timer') });
  await page.clock.runFor(30_000);
  await expect(clock).toHaveAttribute('data-pace', 'within');
  await expect(page.getByRole('timer')).toHaveText('0:30');
  await page.clock.runFor(10 * 60_000);
  await expect(clock).toHaveAttribute('data-pace', 'over');
  await expect(clock).toContainText('go on all the same');
  await expect(page.getByRole('textbox')).toBeEnabled();
});

test('a refused microphone is said, and the answer can still be given', async ({ page, open }) => {
  await page.addInitScript(
    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
  );
  await open(path);
  await page.getByRole('button', { name: 'Record my answer' }).click();
  await expect(page.getByText('The microphone was refused')).toBeVisible();
  await expect(page.getByRole('button', { name: 'I answered aloud' })).toBeEnabled();
});

test('a recording is played back, leaves the page only as a file, and is gone after a reload', async ({
  page,
  open,
}) => {
  await toneAsMicrophone(page);
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  await open(path);
  await page.getByRole('button', { name: 'Record my answer' }).click();
  await expect(page.getByText('Recording.')).toBeVisible();
  // Who begins to write meanwhile begins no other attempt.
  await page.getByRole('textbox').fill('What I say is this.');
  await expect(page.getByText('Recording.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop recording' }).press('Enter');
  await expect(page.getByLabel('Your recorded answer')).toBeFocused();
  await expect(page.getByLabel('Your recorded answer')).toBeVisible();
  const kept = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Keep it as a file' }).click();
  expect((await kept).suggestedFilename()).toBe('my-answer.webm');
  expect(sent).toEqual([]);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Record my answer' })).toBeVisible();
  await expect(page.getByLabel('Your recorded answer')).toBeHidden();
});
