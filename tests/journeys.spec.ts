/* Four readers, each from the home page to where they wanted to be. */
import { Rating } from 'ts-fsrs';
import { answer } from './support/answer.ts';
import { expect, live, move, test } from './support/site.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const desktop = {
  viewport: { width: 1440, height: 900 },
  permissions: ['clipboard-read', 'clipboard-write'],
};
const clipboard = 'navigator.clipboard.readText()';

test.describe('on a phone', () => {
  test.use({ ...phone, timezoneId: 'UTC' });

  test('the interview is tomorrow: the clock, the cards, the sentences, and the list ends', async ({
    page,
    open,
  }) => {
    await open('/');
    await page.getByRole('link', { name: 'My interview is tomorrow' }).click();
    await move(page);
    const evening = page.getByRole('region', { name: 'The evening, step by step' });
    await evening.getByRole('button', { name: 'Start the clock' }).click();
    await evening.getByRole('checkbox').first().check();

    // Who has never been here has opened no lesson, and crams all the same.
    await evening.getByRole('link', { name: 'the review page' }).click();
    await expect(page.getByRole('heading', { name: 'Cram for an interview' })).toBeFocused();
    await expect(page.getByRole('heading', { name: 'Cram for an interview' })).toBeInViewport();
    await page.getByLabel('Cards', { exact: true }).selectOption('10');
    await page.getByRole('button', { name: 'Cram 10 cards' }).click();
    let right = 0;
    for (let turn = 1, last = false; !last; turn += 1) {
      const card = page.getByRole('region', { name: /^(Card|Once more:) \d+ of / });
      const title = (await card.getByRole('heading').first().textContent()) ?? '';
      if ((await answer(card, 1)) !== Rating.Again && turn <= 10) right += 1;
      const next = card.getByRole('button', { name: /^(Next card|Finish)/ });
      last = (await next.textContent())?.startsWith('Finish') ?? false;
      await next.click();
      if (!last) await expect(card.getByRole('heading').first()).not.toHaveText(title);
    }
    const crammed = page.getByRole('heading', { name: '10 cards crammed' });
    await expect(crammed).toBeFocused();
    // Below the bar of the page, which is sticky.
    await expect.poll(async () => (await crammed.boundingBox())?.y).toBeGreaterThan(60);
    await expect(
      page.getByText(new RegExp(`^${right === 10 ? 'All' : right} of them right at once`)),
    ).toBeVisible();

    await page.getByRole('link', { name: 'the evening, step by step' }).click();
    await live(page);
    const boxes = evening.getByRole('checkbox');
    await expect(boxes.first()).toBeChecked();
    for (let at = 1; at < (await boxes.count()); at += 1) await boxes.nth(at).check();
    await expect(evening.getByText('You are done.')).toBeVisible();
  });

  test('ten minutes a day: home says what is due, the cards are answered, and the day is done', async ({
    page,
    open,
  }) => {
    await page.clock.setFixedTime(new Date('2026-03-02T09:00:00Z'));
    await open('/questions/two-ways/place-one-order/what-the-202-means/');
    await answer(page.getByRole('region', { name: 'Question', exact: true }), 1);

    await page.clock.setFixedTime(new Date('2026-03-06T09:00:00Z'));
    await open('/');
    const place = page.getByRole('region', { name: 'Where you are' });
    await place.getByRole('link', { name: '1 card is due' }).click();
    await page.getByRole('button', { name: 'Begin' }).click();
    for (let last = false; !last; ) {
      const card = page.getByRole('region', { name: /^(Card|Once more:) \d+ of / });
      const title = (await card.getByRole('heading').first().textContent()) ?? '';
      await answer(card, 1);
      const next = card.getByRole('button', { name: /^(Next card|Finish)/ });
      await expect(next).toBeInViewport();
      last = (await next.textContent())?.startsWith('Finish') ?? false;
      await next.click();
      if (!last) await expect(card.getByRole('heading').first()).not.toHaveText(title);
    }
    await expect(page.getByRole('heading', { name: 'You are done for today' })).toBeFocused();
    await expect(page.getByText(/The next one is due on/)).toBeVisible();
    await open('/');
    await expect(place.getByText('No card is due')).toBeVisible();
  });
});

test.describe('on a desktop', () => {
  test.use(desktop);

  test('a weekend with labs: a path, a lesson, a guess, its command, and the claim that the run judges', async ({
    page,
    open,
  }) => {
    await open('/');
    await page.getByRole('link', { name: 'I have a weekend' }).click();
    await expect(page).toHaveURL(/\/paths\/#a-weekend$/);
    const weekend = page.locator('#a-weekend');
    await expect(weekend).toBeInViewport();
    await page
      .locator('#saturday-morning-the-synchronous-path ~ ol')
      .first()
      .getByRole('link')
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two ways to place one order');
    await move(page);

    await page.getByLabel('Your guess').first().fill('150');
    await page.getByLabel('Your guess').first().press('Enter');
    await expect(page.getByText(/too high\./)).toBeVisible();
    await page.getByRole('radio', { name: 'no difference' }).check();
    await page.getByRole('button', { name: 'Show what was measured' }).click();
    await expect(page.getByText('It did not make the')).toBeVisible();

    const command = page.getByRole('figure').filter({ hasText: 'npm run lab two-paths' }).last();
    await command.getByRole('button', { name: 'copy' }).click();
    await expect(command.getByRole('button', { name: 'copied' })).toBeVisible();
    expect(await page.evaluate(clipboard)).toContain('npm run lab two-paths');

    const claim = page.getByRole('group').filter({ hasText: 'reply comes after the write' }).first();
    await claim.locator('summary').click();
    await expect(claim.getByText('Because')).toBeInViewport();
  });

  test('I doubt a claim: the verdict, what it rests on, the run that was judged, and the command to judge it again', async ({
    page,
    open,
  }) => {
    await open('/');
    await page.getByRole('link', { name: 'I doubt a claim' }).click();
    const entry = page.locator('[id="002-s10"]');
    await entry.getByText(/^Rests on/).click();
    await entry.locator('a[href$="#claim-not-one-after-another"]').click();
    await expect(page).toHaveURL(/\/runs\/sync-api\/parallel-requests\/#claim-not-one-after-another$/);
    const claim = page.locator('#claim-not-one-after-another');
    await expect(claim).toBeInViewport();
    await expect(claim).toContainText('holds');

    const raw = await page.request.get(
      (await page.getByRole('link', { name: 'the raw run' }).getAttribute('href')) ?? '',
    );
    expect(await raw.json()).toMatchObject({ lab: 'sync-api', experiment: 'parallel-requests' });
    await page.getByRole('button', { name: 'copy' }).first().click();
    expect(await page.evaluate(clipboard)).toMatch(/^npm run lab sync-api\/parallel-requests/);
    await page.getByRole('link', { name: 'Little’s law' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Little’s law');
  });
});
