import type { Locator } from '@playwright/test';
import { type Grade, Rating } from 'ts-fsrs';
import { expect } from './site.ts';

const sure = ['guessing', 'fairly sure', 'would bet on it'] as const;

/** Chooses something on a card of any kind, by keyboard, and checks it. Gives the rating that the answer should count as. */
export async function answer(card: Locator, confidence: 0 | 1 | 2): Promise<Grade> {
  // The card comes with its question, and its question a moment after the page.
  await expect(card.getByRole('button', { name: 'Check' })).toBeVisible();
  const choice = card.locator('fieldset').first();
  const number = card.getByRole('spinbutton');
  if (await number.count()) await number.fill('1');
  else if (await choice.locator('input').count()) await choice.locator('input').first().press('Space');
  await card.getByRole('radio', { name: sure[confidence] }).press('Space');
  await card.getByRole('button', { name: 'Check' }).press('Enter');
  const verdict = card.getByRole('status').filter({ hasText: /Right|Not quite/ });
  await expect(verdict).toBeVisible();
  if (!(await verdict.textContent())?.startsWith('Right')) return Rating.Again;
  return ([Rating.Hard, Rating.Good, Rating.Easy] as const)[confidence];
}
