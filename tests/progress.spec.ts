import { expectAccessible } from './support/axe.ts';
import { answerCard, chooseFile, saveRecord } from './support/progress.ts';
import { expect, live, move, test } from './support/site.ts';

const card = '/questions/two-ways/place-one-order/what-the-202-means/';
const right = /whether it succeeds will show/;
const wrong = /retries until it works/;

test('save, delete, take in again: the answer is back, and nothing else has changed', async ({
  page,
  open,
}) => {
  await open(card);
  await answerCard(page, right);
  await open('/progress/');
  await expect(page.getByText('1 answer to 1 question')).toBeVisible();
  const saved = await saveRecord(page);
  expect(saved.reviews).toMatchObject([
    { question: 'two-ways/place-one-order/what-the-202-means', correct: true },
  ]);

  await page.getByRole('button', { name: 'Delete my progress…' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete everything' }).press('Enter');
  await expect(page.getByText('It is gone.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('0 answers')).toBeVisible();

  await chooseFile(page, JSON.stringify(saved));
  await expect(page.getByText('It would add 1 answer.')).toBeVisible();
  await expect(page.getByText('0 answers')).toBeVisible();
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('1 answer to 1 question')).toBeVisible();
  expect((await saveRecord(page)).reviews).toEqual(saved.reviews);
  await chooseFile(page, JSON.stringify(saved));
  await expect(page.getByText('holds nothing that is not here already')).toBeVisible();
});

test('records of two browsers that went different ways merge into one', async ({
  page,
  open,
  browser,
  site,
}) => {
  await open(card);
  await answerCard(page, right);
  const context = await browser.newContext({ baseURL: site.url });
  const other = await context.newPage();
  await other.goto(card);
  await live(other);
  await answerCard(other, wrong);
  await other.goto('/progress/');
  await live(other);
  const theirs = await saveRecord(other);
  await context.close();

  await open('/progress/');
  await chooseFile(page, JSON.stringify(theirs));
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('2 answers to 1 question')).toBeVisible();
  const merged = await saveRecord(page);
  expect(merged.reviews.map(({ correct }) => correct).sort()).toEqual([false, true]);
});

test('two tabs keep what both have written, and each shows it', async ({ page, open, context }) => {
  await open('/progress/');
  await expect(page.getByText('0 answers')).toBeVisible();
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const tab of [one, two]) {
    await tab.goto(card);
    await live(tab);
  }
  await Promise.all([answerCard(one, right), answerCard(two, wrong)]);
  await expect(page.getByText('2 answers to 1 question')).toBeVisible();
  await page.reload();
  await expect(page.getByText('2 answers to 1 question')).toBeVisible();
});

/** A browser that refuses its database, as in some private windows. */
const withoutIndexedDb = "indexedDB.open = () => { throw new DOMException('refused', 'SecurityError'); }";

const refused: [what: string, content: string, says: RegExp][] = [
  ['cut off', '{"version":2,"reviews":[{"id":', /cut off/],
  ['of another kind', '["not", "ours"]', /not a record/],
  ['of a later version', '{"version":99}', /version 99/],
  ['with a wrong type', '{"version":2,"reviews":[{"id":7}],"drafts":[],"mocks":[]}', /reviews\.0\.id/],
  ['with a prototype', '{"__proto__":{"version":2,"reviews":[]}}', /which version/],
];

test('a file that is none of ours, or damaged, is refused with the reason, and nothing is lost', async ({
  page,
  open,
}) => {
  await open(card);
  await answerCard(page, right);
  for (const [what, content, says] of refused) {
    await test.step(what, async () => {
      await open('/progress/');
      await chooseFile(page, content);
      await expect(page.getByText('This file was not taken in.')).toBeVisible();
      await expect(page.getByText(says)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Add it' })).toBeHidden();
    });
  }
  await page.reload();
  await expect(page.getByText('1 answer to 1 question')).toBeVisible();
});

test('hostile text in every string of a file is shown as text, and nothing of it runs', async ({
  page,
  open,
}) => {
  const script = '<img src=x onerror="window.hostile=1"><script>window.hostile=1</script>';
  const attempt = { answer: script, attempted: true, ticks: [], finished: true };
  const record = {
    version: 2,
    reviews: [
      { id: script, question: script, revision: 1, at: 1, attempt: 'lesson', grade: 'good', correct: true },
    ],
    drafts: [
      {
        question: 'interview/key-differences',
        revision: 1,
        updatedAt: 1,
        attemptId: script,
        ...attempt,
        pastAverage: true,
        seconds: 1,
        followUps: [attempt, attempt],
      },
    ],
    mocks: [],
    settings: { updatedAt: 1, prompts: 'inline', dailyCap: 15, newPerDay: 5 },
    exportedAt: 0,
  };
  await open('/progress/');
  await chooseFile(
    page,
    JSON.stringify(record).replace('{"version"', '{"__proto__":{"hostile":1},"version"'),
  );
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('cell', { name: script })).toBeVisible();
  await open('/interview/key-differences/');
  await expect(page.getByText(script).first()).toBeVisible();
  expect(await page.evaluate('window.hostile ?? ({}).hostile')).toBeUndefined();
});

test('where IndexedDB is refused, localStorage keeps the answers', async ({ page, open }) => {
  await page.addInitScript(withoutIndexedDb);
  await open(card);
  await answerCard(page, right);
  await open('/progress/');
  await expect(page.getByText('1 answer to 1 question')).toBeVisible();
});

test('where every storage is refused, the page says that nothing is kept, and goes on', async ({
  page,
  open,
}) => {
  await page.addInitScript(withoutIndexedDb);
  await page.addInitScript(
    "Storage.prototype.setItem = () => { throw new DOMException('refused', 'SecurityError'); }",
  );
  await open(card);
  await expect(page.getByText('lets the site store nothing')).toBeVisible();
  await answerCard(page, right);
});

test('a full storage is said, and the answer is not lost in this tab', async ({ page, open }) => {
  await page.addInitScript(`
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (document.documentElement.dataset.full === undefined) return put.call(this, value, key);
      throw new DOMException('full', 'QuotaExceededError');
    };
  `);
  await open('/progress/');
  await page.evaluate("document.documentElement.dataset.full = ''");
  await page.getByLabel('Questions in lessons').selectOption('off');
  await expect(page.getByText('storage is full or refused')).toBeVisible();
  expect((await saveRecord(page)).settings.prompts).toBe('off');
  await page.evaluate('delete document.documentElement.dataset.full');
  await page.getByLabel('Questions in lessons').selectOption('end');
  await expect(page.getByText('storage is full or refused')).toBeHidden();
  await page.reload();
  await expect(page.getByLabel('Questions in lessons')).toHaveValue('end');
});

test('a damaged record is set aside and said', async ({ page, open }) => {
  await open(card);
  await answerCard(page, right);
  await page.evaluate(`new Promise((resolve) => {
    const request = indexedDB.open('200-or-202');
    request.onsuccess = () => {
      const write = request.result.transaction('progress', 'readwrite');
      write.objectStore('progress').put({ text: '{"version":2,"rev', wipes: 0 }, 'record');
      write.oncomplete = () => resolve(request.result.close());
    };
  })`);
  await open('/progress/');
  await expect(page.getByText('has been set aside')).toBeVisible();
});

test('questions of a lesson gather at its end, go away, and come back one by one', async ({ page, open }) => {
  await open('/two-ways/place-one-order/');
  await move(page);
  const question = page.getByRole('region', { name: /^Question:/ });
  const count = await question.count();
  await page.getByLabel('Questions in lessons').first().selectOption('end');
  const end = page.getByRole('region', { name: 'Questions of this lesson' });
  await expect(end.getByRole('region', { name: /^Question:/ })).toHaveCount(count);
  await page.reload();
  await move(page);
  await expect(end.getByRole('region', { name: /^Question:/ })).toHaveCount(count);
  await end.getByLabel('Questions in lessons').first().selectOption('off');
  await expect(question).toHaveCount(0);
  await page.getByRole('button', { name: 'Ask me now' }).first().press('Enter');
  await expect(question).toHaveCount(1);
  await expect(question).toBeFocused();
});

test.describe('with reduced motion', () => {
  test.use({ reducedMotion: 'reduce' });

  test('the page with a record, an offer and a question has no accessibility violation', async ({
    page,
    open,
  }) => {
    await open(card);
    await answerCard(page, wrong, 'would bet on it');
    await expectAccessible(page);
    await open('/progress/');
    const saved = await saveRecord(page);
    await page.getByRole('button', { name: 'Delete my progress…' }).click();
    await chooseFile(
      page,
      JSON.stringify({ ...saved, reviews: saved.reviews.map((each) => ({ ...each, id: 'x' })) }),
    );
    await expect(page.getByRole('button', { name: 'Add it' })).toBeVisible();
    await expectAccessible(page);
  });
});
