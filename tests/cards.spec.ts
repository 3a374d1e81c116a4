import { join } from 'node:path';
import { readBank } from '../src/plugins/question-bank/read-bank.ts';
import { expect, test } from './support/site.ts';

const root = join(import.meta.dirname, '..');
const { cards } = await readBank(root);

/** The address of the first card of a kind, and the card. */
function first<Kind extends (typeof cards)[number]['question']['kind']>(kind: Kind) {
  const card = cards.map(({ question }) => question).find((question) => question.kind === kind);
  if (!card) throw new Error(`There is no card of kind ${kind}.`);
  return { ...(card as Extract<typeof card, { kind: Kind }>), path: `/questions/${card.id}/` };
}

test('choose all that are right: each option is judged by itself', async ({ page, open }) => {
  const { path, options } = first('choose-many');
  await open(path);
  for (const { text, correct } of options) {
    if (correct) await page.getByRole('checkbox', { name: text, exact: true }).check();
  }
  await page.getByRole('radio', { name: 'fairly sure' }).check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('status').first()).toHaveText('Right.');
  for (const { feedback } of options)
    await expect(page.getByText(feedback.slice(0, 40)).first()).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('checkbox').nth(1).check();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
});

test('bring into order by keyboard: every move is said, and the button keeps the focus', async ({
  page,
  open,
}) => {
  const { path, steps } = first('order');
  await open(path);
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Move up: / }) });
  for (const [place, { text }] of steps.entries()) {
    const up = page.getByRole('button', { name: `Move up: ${text}`, exact: true });
    await up.focus();
    for (let presses = 0; presses < steps.length; presses += 1) {
      const index = (await rows.allTextContents()).findIndex((row) => row.includes(text));
      if (index === place) break;
      await page.keyboard.press('Enter');
      await expect(up).toBeFocused();
      await expect(page.getByText(`${text}: now ${index} of ${steps.length}.`)).toBeAttached();
    }
  }
  await page.getByRole('radio', { name: 'would bet on it' }).check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('status').first()).toHaveText('Right.');
});

test('an estimate shows what was measured, and where it comes from', async ({ page, open }) => {
  const { path, measured } = first('estimate');
  await open(path);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByLabel('Your estimate').fill(String(measured.median));
  await page.getByRole('radio', { name: 'guessing' }).check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('status').first()).toContainText('Right. Measured:');
  await expect(page.getByText(measured.provenance.command)).toBeVisible();
});

test('myth or fact: the verdict and what is right instead', async ({ page, open }) => {
  const { path, judged } = first('myth-or-fact');
  await open(path);
  await page.getByRole('radio', { name: judged.verdict === 'wrong' ? 'true' : 'false', exact: true }).check();
  await page.getByRole('radio', { name: 'would bet on it' }).check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('status').first()).toContainText('You would have bet on it');
  await expect(page.getByText(judged.instead.slice(0, 60))).toBeVisible();
});

test('a card without JavaScript: question and answer, and the lesson', async ({ browser, site }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, baseURL: site.url });
  for (const kind of ['choose-one', 'choose-many', 'order', 'estimate', 'myth-or-fact'] as const) {
    const { path, prompt } = first(kind);
    await page.goto(path);
    await expect(page.getByText(prompt).first()).toBeVisible();
    await page.getByText('Decide first, then see the answer').click();
    await expect(page.locator('details[open] :is(p, li)').first()).toBeVisible();
    // Built without the address of a repository, no link leads to one.
    await expect(page.locator('a[href*="issues/new"]')).toHaveCount(0);
  }
  await page.close();
});

test('the list leads to every card', async ({ page, open }) => {
  await open('/questions/');
  const links = page.getByRole('main').locator('a[href^="/questions/"]');
  await expect(links).toHaveCount(cards.length);
});
