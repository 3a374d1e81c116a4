import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from './support/site.ts';

test('the Anki package and the CSV file can be fetched', async ({ page, open }) => {
  await open('/take-away/');
  const [anki] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Anki package/ }).press('Enter'),
  ]);
  const files = unzipSync(await readFile(await anki.path()));
  expect(strFromU8((files['collection.anki2'] ?? new Uint8Array()).subarray(0, 15))).toBe('SQLite format 3');
  const media: Record<string, string> = JSON.parse(strFromU8(files.media ?? new Uint8Array()));
  expect(Object.keys(media).every((index) => files[index])).toBe(true);

  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /CSV file/ }).press('Enter'),
  ]);
  expect(await readFile(await csv.path(), 'utf8')).toMatch(/^\ufeffid,kind,/);
});

test('the sheet has every question, then every answer under the same number, and prints without the menu', async ({
  page,
  open,
}) => {
  await open('/take-away/print/');
  const questions = await page.locator('article[id^="question-"]').count();
  expect(questions).toBeGreaterThan(17);
  await expect(page.locator('article[id^="answer-"]')).toHaveCount(questions);
  await page.getByRole('link', { name: 'answer 1', exact: true }).press('Enter');
  await expect(page.locator('#answer-1')).toBeInViewport();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.navbar')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Answers', exact: true })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the sheet is whole', async ({ page, open }) => {
    await open('/take-away/print/');
    await expect(page.locator('#answer-1')).toBeVisible();
  });
});
