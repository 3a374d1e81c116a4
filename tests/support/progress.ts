import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect } from './site.ts';

/** What a saved file holds, as far as tests look at it. */
export interface SavedRecord {
  version: number;
  reviews: { id: string; question: string; correct?: boolean }[];
  drafts: { question: string; answer: string }[];
  settings: { prompts: string; updatedAt: number };
}

/** Answers a choose-one card on its page, by the text of an option. */
export async function answerCard(page: Page, option: RegExp, confidence = 'fairly sure'): Promise<void> {
  const question = page.getByRole('region', { name: 'Question', exact: true }).first();
  await question.getByRole('radio', { name: option }).check();
  await question.getByRole('radio', { name: confidence }).check();
  await question.getByRole('button', { name: 'Check' }).click();
  await expect(question.getByRole('button', { name: 'Try again' })).toBeVisible();
}

/** Saves the record on the page of the progress, and reads the file. */
export async function saveRecord(page: Page): Promise<SavedRecord> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/^200-or-202-progress-\d{4}-\d\d-\d\d\.json$/);
  return JSON.parse(await readFile(await file.path(), 'utf8'));
}

/** The record as the browser has stored it: typing is written after a short pause. */
export function keptRecord(page: Page): Promise<string> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('200-or-202');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('progress').objectStore('progress').get('record');
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result?.text ?? '');
      };
    };
  })`);
}

/** Gives the page a file of this content. */
export async function chooseFile(page: Page, content: string): Promise<void> {
  const file = { name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(content) };
  await page.getByLabel('A file that this page has saved').setInputFiles(file);
}

/** Makes the reader one who has opened these lessons, before the first page is loaded. */
export async function hasOpened(page: Page, lessons: string[]): Promise<void> {
  const glance = { opened: lessons, left: lessons.map((of) => ({ kind: 'opened', of, updatedAt: 1 })) };
  await page.addInitScript(`
    if (!localStorage.getItem('200-or-202:glance'))
      localStorage.setItem('200-or-202:glance', ${JSON.stringify(JSON.stringify(glance))});
  `);
}

/** Skips every guess of a lesson, so that what was measured is shown. */
export async function skipGuesses(page: Page): Promise<void> {
  const skip = page.getByRole('button', { name: 'Skip', exact: true });
  for (let left = await skip.count(); left > 0; left = await skip.count()) {
    await skip.first().click();
    await expect(skip).toHaveCount(left - 1);
  }
}
