import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { saveRecord } from './support/progress.ts';
import { expect, test } from './support/site.ts';

/** The sentences of the great answer that are marked. */
const marked = (page: Page): Promise<string[]> =>
  page.evaluate("[...(CSS.highlights.get('great-answer-gap') ?? [])].map(String)");

test('answers stay hidden until an attempt; then average, rubric, great answer and follow-ups', async ({
  page,
  open,
}) => {
  await open('/interview/key-differences/');
  const great = page.getByText('I start from what the reply means');
  await expect(page.getByRole('heading', { name: 'The average answer' })).toBeHidden();
  await expect(great).toBeHidden();

  await page.getByRole('textbox').fill('One waits for the result, the other takes a receipt.');
  await page.getByRole('radio', { name: 'would bet on it' }).check();
  await page.getByRole('button', { name: 'Compare my answer' }).click();
  await expect(page.getByRole('heading', { name: 'The average answer' })).toBeVisible();
  await expect(page.getByText('One waits for the result')).toBeVisible();
  await expect(great).toBeHidden();

  await page.getByRole('radio', { name: 'Yes' }).check();
  const points = page.getByRole('group', { name: 'Did you say it?' });
  const count = await points.count();
  expect(count).toBeGreaterThan(4);
  await points.first().getByRole('radio', { name: 'missed' }).check();
  for (let index = 1; index < count; index++) {
    await points.nth(index).getByRole('radio', { name: 'said it' }).check();
  }
  await page.getByRole('button', { name: 'Show the great answer' }).click();
  await expect(great).toBeVisible();
  await expect(page.getByText('A must is missing')).toBeVisible();
  await expect(page.getByText('Look for these while you read')).toBeVisible();

  const sentence =
    'Synchronous: the caller gets the result in the same exchange, so caller and work have to be up at the same time.';
  expect(await marked(page)).toEqual([sentence]);
  await page.getByRole('link', { name: 'where it is said' }).click();
  await expect(page.getByText('You left this out.')).toBeInViewport();
  const passage = page.getByRole('blockquote').filter({ has: great }).getByRole('paragraph').first();
  await expect(passage).toContainText(`means. You left this out. ${sentence}`);
  // What is said is marked no more, and the text is in one piece again.
  await points.first().getByRole('radio', { name: 'said it' }).check();
  await expect(passage).toContainText(`means. ${sentence}`);
  expect(await marked(page)).toEqual([]);
  const cut = await page.evaluate(
    "[...document.querySelectorAll('blockquote :is(p, em, strong)')].some(({ childNodes }) => [...childNodes].some((each) => each.nodeType === 3 && each.nextSibling?.nodeType === 3))",
  );
  expect(cut).toBe(false);

  await expect(page.getByRole('heading', { name: 'What is expected of whom' })).toBeVisible();

  const followUp = page.getByRole('group').filter({ hasText: 'Which number would you put an alarm on' });
  await followUp.getByText('Which number would you put an alarm on').click();
  await expect(page.getByText('Age is what a user feels.')).toBeHidden();
  await followUp.getByRole('radio', { name: 'guessing' }).check();
  await followUp.getByRole('button', { name: 'I answered aloud' }).click();
  await expect(page.getByText('Age is what a user feels.')).toBeVisible();
});

test('the great answer can be shown without ticking, which logs nothing', async ({ page, open }) => {
  // An older browser cannot mark a part of a text.
  await page.addInitScript('delete window.Highlight');
  await open('/interview/key-differences/');
  await page.getByRole('radio', { name: 'guessing' }).check();
  await page.getByRole('button', { name: 'I answered aloud' }).click();
  await page.getByRole('radio', { name: 'Not really' }).check();
  await page.getByRole('button', { name: 'Show it anyway' }).click();
  await expect(page.getByText('I start from what the reply means')).toBeVisible();
  await expect(page.locator('blockquote p[class*="gap"]').first()).toBeVisible();
  await open('/progress/');
  expect((await saveRecord(page)).reviews).toEqual([]);
});

test('question, rubric and answer can be copied for a model of one’s own', async ({
  page,
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open('/interview/key-differences/');
  await page.getByRole('textbox').fill('One is a receipt.');
  await page.getByRole('radio', { name: 'guessing' }).check();
  await page.getByRole('button', { name: 'Compare my answer' }).click();
  await page.getByRole('button', { name: 'Copy for a model of my own' }).click();
  await expect(page.getByText('Copied. Nothing was sent.')).toBeVisible();
  const copied = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(copied).toContain('My answer:\nOne is a receipt.');
  expect(copied).toContain('- [must]');
});

test('an answer survives a look at the lesson, and can be started over', async ({ page, open }) => {
  await open('/interview/key-differences/');
  await page.getByRole('textbox').fill('My words.');
  await page.getByRole('link', { name: 'Lessons' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two ways to place one order');
  await page.goBack();
  await expect(page.getByRole('textbox')).toHaveValue('My words.');
});

test('the lesson leads to the question', async ({ page, open }) => {
  await open('/two-ways/place-one-order/');
  await page.getByRole('link', { name: 'Answer it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('key differences');
});

test('a point that a fact backs shows the value with its source', async ({ page, open }) => {
  await open('/interview/api-gateway-scaling/');
  await page.getByRole('radio', { name: 'guessing' }).check();
  await page.getByRole('button', { name: 'I answered aloud' }).click();
  await page.getByRole('radio', { name: 'Yes' }).check();
  const point = page.getByRole('listitem').filter({ hasText: 'The gateway itself is managed and shared' });
  await expect(point.getByText('requests that API Gateway admits in an account and Region')).toBeVisible();
  await expect(point.getByRole('link', { name: 'Amazon API Gateway quotas' })).toHaveAttribute(
    'href',
    /docs\.aws/,
  );
});

test('the list leads to every question', async ({ page, open }) => {
  await open('/interview/');
  const questions = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: /minutes|seconds/ });
  const pages = readdirSync('docs/interview').filter((name) => name.endsWith('.mdx') && name !== 'index.mdx');
  await expect(questions).toHaveCount(pages.length);
  await questions.filter({ hasText: 'disaster recovery' }).getByRole('link').click();
  await expect(page.getByRole('button', { name: 'I answered aloud' })).toBeVisible();
});
