import type { Page } from '@playwright/test';
import { type Card, createEmptyCard, fsrs, type Grade, Rating } from 'ts-fsrs';
import { answer } from './support/answer.ts';
import { expectAccessible } from './support/axe.ts';
import { unseenWhereForced } from './support/forced-colours.ts';
import { hasOpened, saveRecord } from './support/progress.ts';
import { settled } from './support/settled.ts';
import { expect, isComplete, live, test } from './support/site.ts';

test.use({ timezoneId: 'UTC' });

test.beforeEach(async ({ page, javaScriptEnabled }) => {
  if (javaScriptEnabled !== false) await hasOpened(page, lessons);
});

const firstDay = new Date('2026-03-02T09:00:00Z');
const lessons = ['two-ways/place-one-order', 'two-ways/confused-words', 'synchronous/critical-path'];

/** Works through one sitting; tells `note` of every answer. */
async function sitting(
  page: Page,
  note: (id: string, rating: Grade, shownDue: string) => void,
): Promise<void> {
  await page.getByRole('button', { name: /^(Begin|Go on)$/ }).press('Enter');
  for (let turn = 0, again = false; ; turn += 1) {
    const card = page.getByRole('region', { name: /^(Card|Once more:) \d+ of / });
    await expect(card).toBeVisible();
    const title = (await card.getByRole('heading').first().textContent()) ?? '';
    again ||= title.startsWith('Once more');
    const link = card.getByRole('link', { name: 'This question’s page' });
    const id = ((await link.getAttribute('href')) ?? '').replace(/^\/questions\/|\/$/g, '');
    const rating = await answer(card, (turn % 3) as 0 | 1 | 2);
    const due = await card.getByText(/^Comes back on/).textContent();
    // Once more in the same sitting is for the reader; the schedule has its answer.
    if (!again) note(id, rating, due ?? '');
    const next = card.getByRole('button', { name: /^(Next card|Finish)/ });
    await expect(next).toBeFocused();
    await expect(next).toBeInViewport();
    const last = (await next.textContent())?.startsWith('Finish') ?? false;
    await page.keyboard.press('Enter');
    if (last) return;
    await expect(card.getByRole('heading').first()).not.toHaveText(title);
  }
}

test('over simulated days, cards come back on the days that FSRS computes', async ({ page, open }) => {
  test.slow();
  const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });
  const cards = new Map<string, Card>();
  let now = firstDay;
  await page.clock.setFixedTime(now);
  await open('/review/');
  for (let day = 0; day < (isComplete ? 4 : 2); day += 1) {
    const asked: string[] = [];
    await sitting(page, (id, rating, shown) => {
      const { card } = scheduler.next(cards.get(id) ?? createEmptyCard<Card>(now), now, rating);
      cards.set(id, card);
      asked.push(id);
      expect(shown).toBe(`Comes back on ${localDay(card.due)}.`);
    });
    expect(new Set(asked).size).toBe(asked.length);
    await expect(page.getByRole('heading', { name: /You are done for today|for now/ })).toBeVisible();
    now = new Date(Math.min(...[...cards.values()].map(({ due }) => due.getTime())));
    await page.clock.setFixedTime(now);
    await page.reload();
    await live(page);
  }
});

test('a sitting by keyboard: summary, card, result said, done; then calibration and mastery with tables', async ({
  page,
  open,
}) => {
  await page.clock.setFixedTime(firstDay);
  await open('/review/');
  await expect(page.getByRole('heading', { name: /cards? for now/ })).toBeVisible();
  await expectAccessible(page);
  await sitting(page, () => undefined);
  await expect(page.getByRole('heading', { name: 'You are done for today' })).toBeFocused();
  await expect(page.getByRole('table', { name: 'Right answers by how sure you were' })).toBeVisible();
  await expect(page.getByRole('img', { name: /guessing: \d of \d right/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Concept by concept' })).toBeVisible();
  await expect(page.getByText(/streak/i)).toHaveCount(0);
  await expectAccessible(page);
  const { looked, unseen } = await unseenWhereForced(page);
  expect(looked, 'bars').toBeGreaterThan(5);
  expect(unseen).toEqual([]);
  // The page is still open when another day has come.
  await page.clock.setFixedTime(new Date(firstDay.getTime() + 86_400_000));
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await expect(page.getByRole('heading', { name: /cards? for now/ })).toBeVisible();
});

test('what was sure but wrong comes first the next day', async ({ page, open }) => {
  await page.clock.setFixedTime(firstDay);
  await open('/review/');
  await page.getByRole('button', { name: 'Begin' }).click();
  let href: string | null = null;
  // The first choice of a card may be the right one: on to the next until one is wrong.
  for (let turn = 1; href === null; turn += 1) {
    const card = page.getByRole('region', { name: new RegExp(`^Card ${turn} of `) });
    await card.getByRole('button', { name: 'Check' }).waitFor();
    if ((await answer(card, 2)) === Rating.Again)
      href = await card.getByRole('link', { name: 'This question’s page' }).getAttribute('href');
    else await card.getByRole('button', { name: /^Next card/ }).press('Enter');
  }
  await page.clock.setFixedTime(new Date(firstDay.getTime() + 86_400_000));
  await page.reload();
  await live(page);
  await expect(page.getByText(/1 card first that you would have bet on/)).toBeVisible();
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('link', { name: 'This question’s page' })).toHaveAttribute('href', href ?? '');
});

test('no cards a day are new when the reader wants none, and the day is done', async ({ page, open }) => {
  await open('/review/');
  await page.getByText('How much, and how the next date is found').press('Enter');
  const fresh = page.getByLabel('New ones among them');
  await fresh.fill('');
  await expect(fresh).toHaveValue('');
  await fresh.fill('0');
  await expect(page.getByRole('heading', { name: 'You are done for today' })).toBeVisible();
  await page.reload();
  await live(page);
  await expect(page.getByRole('heading', { name: 'You are done for today' })).toBeVisible();
});

test('a card by keys alone: a number chooses, a letter says how sure, Enter checks and goes on', async ({
  page,
  open,
}) => {
  await open('/review/');
  await page.getByRole('button', { name: 'Begin' }).press('Enter');
  const card = page.getByRole('region', { name: /^(Card|Once more:) \d+ of / });
  for (let turn = 0; turn < 3; turn += 1) {
    await expect(card.getByRole('button', { name: /^Check/ })).toBeVisible();
    const heading = await card.getByRole('heading').first().textContent();
    await page.keyboard.press('2');
    await page.keyboard.press('f');
    await expect(card.getByRole('radio', { name: 'fairly sure' })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(card.getByRole('button', { name: /^(Next card|Finish)/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(card.getByRole('heading').first()).not.toHaveText(heading ?? '');
  }
});

test('cramming asks what was opened, and leaves the record as it was', async ({ page, open }) => {
  await open('/review/');
  await page.getByRole('button', { name: /^Cram 20 cards/ }).click();
  const card = page.getByRole('region', { name: /^Card 1 of 20/ });
  await answer(card, 1);
  await expect(card.getByText(/Comes back on/)).toHaveCount(0);
  await open('/progress/');
  expect((await saveRecord(page)).reviews).toEqual([]);
});

test('new cards wait until a lesson was opened, and it says which', async ({ browser, site }) => {
  const context = await browser.newContext({ baseURL: site.url });
  const page = await context.newPage();
  await page.goto('/review/');
  await live(page);
  await expect(page.getByRole('heading', { name: 'You are done for today' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Two ways to place one order' }).first().click();
  await expect(page).toHaveURL(/\/two-ways\/place-one-order\/$/);
  // The address comes before the lesson, and the lesson is opened when it has come.
  await expect
    .poll(() => page.evaluate("localStorage.getItem('200-or-202:glance')"))
    .toContain('two-ways/place-one-order');
  await page.goto('/review/');
  await live(page);
  await expect(page.getByRole('heading', { name: '5 cards for now' })).toBeVisible();
  await context.close();
});

test('the scheduler and the mock interview load on their own pages only', async ({ page, open }) => {
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    // The text of a script is gone with the page that asked for it.
    scripts.push(response.text().catch(() => ''));
  });
  const loaded = async () => (await Promise.all(scripts)).join('');
  const openAnew = async (path: string) => {
    scripts.length = 0;
    await open(path);
    await settled(page);
  };
  await openAnew('/two-ways/confused-words/');
  expect(await loaded()).not.toContain('request_retention');
  expect(await loaded()).not.toContain('Begin the interview');
  // A desk is fetched once the reader's record has been read.
  await openAnew('/mock/');
  await expect.poll(loaded).toContain('Begin the interview');
  await openAnew('/review/');
  await expect.poll(loaded).toContain('request_retention');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' } as object);

  test('a card fits', async ({ page, open }) => {
    await open('/review/');
    await page.getByRole('button', { name: 'Begin' }).click();
    await answer(page.getByRole('region', { name: /^Card 1 of / }), 1);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, link] of [
    ['/review/', '/questions/'],
    ['/mock/', '/interview/'],
  ] as const) {
    test(`${path} says what it needs and leads to the questions`, async ({ page, open }) => {
      await open(path);
      const main = page.getByRole('main');
      await expect(main.getByText(/needs JavaScript/)).toBeVisible();
      await expect(main.locator(`a[href="${link}"]`)).toBeVisible();
    });
  }
});

function localDay(date: Date): string {
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** Voices of a browser that speaks: each sentence ends at once and is kept. `local` says whether one is of this device. */
const stubbedSpeech = (local: boolean) => `
  window.said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voice = (name, localService) => ({ name, localService, lang: 'en-GB', default: !localService });
  const voices = [voice('cloud', false), ...(${local} ? [voice('here', true)] : [])];
  Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(new EventTarget(), {
    getVoices: () => voices,
    cancel: () => undefined,
    speak: (utterance) => { said.push([utterance.voice.name, utterance.text]); setTimeout(() => utterance.onend()); },
  }) });
`;

test('cards are read aloud by a voice of the device: question, time to think, answer, the next one; by keyboard', async ({
  page,
  open,
}) => {
  await page.addInitScript(stubbedSpeech(true));
  await page.clock.install({ time: firstDay });
  await open('/review/');
  await page.getByRole('button', { name: 'Have them read aloud' }).press('Enter');
  const listening = page.getByRole('region', { name: /^Listening: card 1 of \d+/ });
  await expect(listening.getByRole('heading')).toBeFocused();
  await page.clock.runFor(100);
  await expect(listening.getByText(/^Think, or say/)).toBeVisible();
  const question: [string, string][] = await page.evaluate('said');
  expect(new Set(question.map(([voice]) => voice))).toEqual(new Set(['here']));
  await page.keyboard.press(' ');
  await page.clock.runFor(60_000);
  expect(await page.evaluate('said.length'), 'said while it pauses').toBe(question.length);
  await page.keyboard.press(' ');
  await expectAccessible(page);
  await page.clock.runFor(10_000);
  const answer: [string, string][] = await page.evaluate('said');
  expect(answer.length).toBeGreaterThan(question.length);
  await expect(page.getByRole('region', { name: /^Listening: card 2 of \d+/ })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('region', { name: /^Listening: card 3 of \d+/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Cram for an interview' })).toBeFocused();
  expect((await saveAfter(page)).reviews).toEqual([]);
});

async function saveAfter(page: Page) {
  await page.goto('/progress/');
  await live(page);
  return saveRecord(page);
}

test('where all voices are far away, nothing is read aloud', async ({ page, open }) => {
  await page.addInitScript(stubbedSpeech(false));
  await open('/review/');
  await expect(page.getByRole('heading', { name: 'Cram for an interview' })).toBeVisible();
  await expect(page.getByRole('button', { name: /read aloud/ })).toHaveCount(0);
});
