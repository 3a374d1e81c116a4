import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/site.ts';

test.use({ javaScriptEnabled: false });

test('the home page shows the end of the run, and the same as a table', async ({ page, open }) => {
  await open('/');
  const figure = page.getByRole('figure', { name: 'One order, both ways' });
  await expect(figure).toContainText('201 Created');
  await expect(figure).toContainText(/202 · [\d.]+\sms/);
  await expect(figure.getByRole('table')).toBeVisible();
  await expect(figure.getByRole('button', { name: 'Send one order' })).toBeHidden();
});

test('the lesson has prose, numbers, code, claims and the answers', async ({ page, open }) => {
  await open('/two-ways/place-one-order/');
  await expect(page.getByText('The queue made the reply early.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^[\d.]+\sms: measured/ }).first()).toBeVisible();
  await expect(page.getByText('HttpSqsIntegration').first()).toBeVisible();
  await expect(page.getByText('✓ holds').first()).toBeVisible();

  const predict = page.getByRole('region', { name: 'Predict' }).first();
  await expect(predict.getByText('measured', { exact: true })).toBeVisible();

  const question = page.getByRole('region', { name: /^Question:/ }).first();
  await question.getByText('Decide first, then see the answer').click();
  await expect(question.getByText('A 202 is a receipt.')).toBeVisible();
});

test('a number shows where it comes from', async ({ page, open }) => {
  await open('/two-ways/place-one-order/');
  await page
    .getByRole('button', { name: /measured; where it comes from/ })
    .first()
    .click();
  await expect(page.getByRole('note').filter({ hasText: 'two-paths/first-order' }).first()).toBeVisible();
});

test('the open question keeps its answers closed, and opens them', async ({ page, open }) => {
  await open('/interview/key-differences/');
  const average = page.getByText('its adjectives fit any system');
  await expect(average).toBeHidden();
  await page.getByText('The average answer').click();
  await expect(average).toBeVisible();
  await page.getByText('The rubric').click();
  await expect(page.getByText('a result or a receipt', { exact: false }).first()).toBeVisible();
});

// Docusaurus builds a page that threw into an error message, and calls that a success.
test('every page was rendered when the site was built', async () => {
  const build = join(import.meta.dirname, '../build');
  const files = (await readdir(build, { recursive: true })).filter((path) => path.endsWith('.html'));
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const html = await readFile(join(build, file), 'utf8');
    // A page that has moved only leads on.
    if (!html.includes('http-equiv="refresh"')) expect(html, file).toMatch(/<main[\s>].*<h1/s);
  }
});
