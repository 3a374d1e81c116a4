/* What a reader has said, written or done, and a button takes away, comes back by another one. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { toneAsMicrophone } from './support/microphone.ts';
import { keptRecord } from './support/progress.ts';
import { expect, test } from './support/site.ts';

const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true });

/** Records an answer of a moment. */
async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record my answer' }).press('Enter');
  await expect(page.getByText('Recording.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop recording' }).press('Enter');
  await expect(page.getByLabel('Your recorded answer')).toBeFocused();
}

test('an attempt that was started over comes back with its answer, its ticks and its recording', async ({
  page,
  open,
}) => {
  await toneAsMicrophone(page);
  await open('/interview/key-differences/');
  await record(page);
  await page.getByRole('textbox').fill('My words.');
  await page.getByRole('radio', { name: 'guessing' }).press('Space');
  await page.getByRole('button', { name: 'Compare my answer' }).press('Enter');
  await page.getByRole('radio', { name: 'Not really' }).press('Space');
  const tick = page.getByRole('radio', { name: 'partly' }).first();
  await tick.press('Space');
  const startOver = page.getByRole('button', { name: 'Start over' });
  await startOver.press('Enter');

  await expect(page.getByRole('textbox')).toHaveValue('');
  await expect(page.getByLabel('Your recorded answer')).toBeHidden();
  await expect(page.getByText('Your other attempt is put away.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(undo(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('My words.')).toBeVisible();
  await expect(tick).toBeChecked();
  await expect(page.getByLabel('Your recorded answer')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Interview question' })).toBeFocused();
  await expect(undo(page)).toBeHidden();

  // What is written in another attempt is not lost either.
  await startOver.press('Enter');
  await page.getByRole('textbox').fill('Other words.');
  await undo(page).press('Enter');
  await expect(page.getByText('My words.')).toBeVisible();
  await expect(undo(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox')).toHaveValue('Other words.');
  await undo(page).press('Enter');
  await expect.poll(() => keptRecord(page)).toContain('My words.');
  await expect(tick).toBeChecked();
});

test('a recording that was discarded comes back', async ({ page, open }) => {
  await toneAsMicrophone(page);
  await open('/interview/key-differences/');
  await record(page);
  await page.getByRole('button', { name: 'Discard' }).press('Enter');
  await expect(page.getByLabel('Your recorded answer')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Record my answer' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(undo(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Your recorded answer')).toBeFocused();
});

test('an evening that was started over goes on where it was', async ({ page, open }) => {
  await page.clock.install({ time: new Date('2026-03-02T19:00:00Z') });
  await open('/tomorrow/');
  await page.keyboard.press('Shift');
  const evening = page.getByRole('region', { name: 'The evening, step by step' });
  const box = evening.getByRole('checkbox').first();
  await box.press('Space');
  await evening.getByRole('button', { name: 'Start the clock' }).press('Enter');
  await page.clock.runFor(11 * 60_000);
  await evening.getByRole('button', { name: 'Start over' }).press('Enter');
  await expect(box).not.toBeChecked();
  await expect(evening.getByRole('timer')).toHaveText('0:00');
  await expect(undo(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(box).toBeChecked();
  await expect(evening.getByRole('timer')).toHaveText(/^1[01]:\d\d$/);
  await expect(evening.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(evening.getByRole('button', { name: 'Start over' })).toBeFocused();
});

test('the day of an interview that was forgotten comes back', async ({ page, open }) => {
  await open('/plan/');
  const day = page.getByLabel('The day of my interview');
  await day.fill('2099-12-24');
  await page.getByRole('button', { name: 'Forget it' }).press('Enter');
  await expect(day).toHaveValue('');
  await expect(undo(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(day).toHaveValue('2099-12-24');
  await expect(page.getByRole('button', { name: 'Forget it' })).toBeFocused();
});

test('an interview of somebody else that was stopped goes on', async ({ page, open }) => {
  await open('/mock/');
  await page.getByRole('button', { name: 'I ask' }).press('Enter');
  const heard = page.getByRole('group', { name: 'Did they say it?' }).first();
  await heard.getByRole('radio', { name: 'said it' }).press('Space');
  await page.getByRole('button', { name: 'Stop without one' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Interview somebody else' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(undo(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You ask' })).toBeFocused();
  await expect(heard.getByRole('radio', { name: 'said it' })).toBeChecked();
});
