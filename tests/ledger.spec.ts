import { skipGuesses } from './support/progress.ts';
import { expect, move, test } from './support/site.ts';

const address = '/claims/';

test('the filters work by keyboard and announce how many statements they leave', async ({ page, open }) => {
  await open(address);
  const count = page.getByRole('status').filter({ hasText: 'statements are shown' });
  await expect(count).toHaveText(/^All \d+ statements are shown\.$/);

  const verdict = page.getByRole('combobox', { name: 'Verdict' });
  await verdict.focus();
  await page.keyboard.type('false');
  await expect(verdict).toHaveValue('wrong');
  await expect(count).toHaveText(/^\d+ of \d+ statements are shown\.$/);
  await expect(page.locator('[id="002-s10"]')).toBeVisible();
  await expect(page.locator('[id="002-s1"]')).toBeHidden();

  await page.keyboard.press('Tab');
  await page.keyboard.type('List 002');
  await expect(page.getByRole('heading', { name: 'Comparison 000' })).toBeHidden();
  expect(new URL(page.url()).search).toBe('?verdict=wrong&text=002');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(count).toHaveText(/^All/);
  expect(new URL(page.url()).search).toBe('');
});

test('a link with a filter shows what it says', async ({ page, open }) => {
  await open(`${address}?text=004`);
  await expect(page.getByRole('combobox', { name: 'Text' })).toHaveValue('004');
  await expect(page.getByRole('heading', { name: 'List 002' })).toBeHidden();
});

test('the address of a statement leads to it, from where statements were before too', async ({ page }) => {
  await page.goto('/about/judged-statements/#002-s10');
  await page.waitForURL('**/claims/#002-s10');
  await expect(page.locator('[id="002-s10"]')).toBeInViewport();
  await expect(page.locator('[id="002-s10"]')).toContainText('requests are processed one after another');
});

test('a statement shows what its verdict rests on, and leads to the lesson', async ({ page, open }) => {
  await open(address);
  const statement = page.locator('[id="002-s10"]');
  await statement.getByText(/^Rests on/).click();
  await expect(statement.getByText('npm run lab sync-api/parallel-requests').first()).toBeVisible();
  await expect(statement.getByText('Not shown').first()).toBeVisible();
});

test('a fact has an address, and the ledger leads to it', async ({ page, open }) => {
  await open(address);
  const statement = page.locator('[id="003-websocket"]');
  await statement.getByText(/^Rests on/).click();
  await statement.getByRole('link', { name: '410', exact: true }).click();
  await expect(page).toHaveURL(/\/facts\/#websocket-gone-status$/);
  await expect(page.locator('#websocket-gone-status')).toBeInViewport();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every statement can be read, with its grounds', async ({ page, open }) => {
    await open(address);
    await expect(page.getByRole('combobox')).toHaveCount(0);
    const statements = page.locator('main ol > li');
    expect(await statements.count()).toBeGreaterThan(100);
    await expect(statements.last()).toBeVisible();
    const grounds = statements.first().locator('details');
    await grounds.locator('summary').click();
    await expect(grounds.getByText('Because').first()).toBeVisible();
  });

  test('every fact can be read, and what changed and what is open comes first', async ({ page, open }) => {
    await open('/facts/');
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('What changed lately');
    await expect(page.locator('[id="sqs-message-kib"]')).toContainText('before, 256 KiB');
    await expect(page.locator('[id="http-api-timeout-status"]')).toContainText('Open');
  });
});

test('a number leads to its whole run: every repetition, its source, its raw data', async ({
  page,
  open,
}) => {
  await open('/queue/arrivals-and-backlog/');
  await move(page);
  await skipGuesses(page);
  const number = page.getByRole('button', { name: /measured; where it comes from/ }).first();
  await number.click();
  await page.getByRole('link', { name: 'The whole run' }).and(page.locator(':visible')).click();
  await expect(page).toHaveURL(/\/runs\/queued-api\/burst-then-drain\/$/);
  await expect(page.getByRole('table').first()).toContainText('every repetition');
  await page.getByText('labs/queued-api/experiments/burst-then-drain.ts', { exact: true }).click();
  await expect(page.getByText('defineExperiment').first()).toBeVisible();
  const raw = await page.request.get(
    (await page.getByRole('link', { name: 'the raw run' }).getAttribute('href')) ?? '',
  );
  expect(await raw.json()).toMatchObject({ lab: 'queued-api', experiment: 'burst-then-drain' });
});

test('a verdict in a lesson says in place what was judged and what is right instead, and leads to the ledger', async ({
  page,
  open,
}) => {
  await open('/two-ways/who-waits-for-whom/');
  await move(page);
  const chip = page.getByRole('button', { name: /the statement 002\/s6/ }).first();
  await chip.focus();
  await page.keyboard.press('Enter');
  const note = page.getByRole('note').and(page.locator(':visible'));
  await expect(note).toContainText('the server is down while it processes a request');
  await expect(note).toContainText('Busy is not down.');
  await note.getByRole('link').click();
  await expect(page).toHaveURL(/\/claims\/#002-s6$/);
  await expect(page.locator('[id="002-s6"] details')).toBeAttached();
  await expect(page.locator('[id="002-s6"]')).toBeInViewport();
});
