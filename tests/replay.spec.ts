import type { Locator, Page } from '@playwright/test';
import { skipGuesses } from './support/progress.ts';
import { expect, move, test } from './support/site.ts';

/** Lessons whose replays differ in shape: refused at once, given back and dead-lettered, in order per group. */
const replays = [
  { path: '/two-ways/who-waits-for-whom/', ends: /refused [1-9]/ },
  { path: '/delivery/redelivery-and-poison/', ends: /done 8/ },
  { path: '/delivery/ordering/', ends: /dead-lettered 1/ },
];

const replayOf = (page: Page) => page.getByRole('figure', { name: /^Replay: / });
const time = (replay: Locator) => replay.getByRole('slider', { name: 'Time in the recorded run' });
const clock = (replay: Locator) => replay.getByRole('status').first();

for (const { path, ends } of replays) {
  test(`${path}: the keyboard alone steps, scrubs, plays and pauses the run, and opens it as a list and a table`, async ({
    page,
    open,
  }) => {
    await open(path);
    await skipGuesses(page);
    await move(page);
    const replay = replayOf(page);
    await expect(replay.getByRole('button', { name: 'Play' })).toBeEnabled();
    const variants = replay.getByRole('radio');
    await variants.last().press('Space');
    await expect(variants.last()).toBeChecked();
    await expect(clock(replay)).toHaveText(/^0\sms$/);
    await time(replay).press('End');
    const end = await textOf(clock(replay));

    await time(replay).press('Home');
    await expect(clock(replay)).toHaveText(/^0\sms$/);
    await replay.getByRole('button', { name: 'Step', exact: true }).press('Enter');
    const stepped = await textOf(clock(replay));
    expect(stepped).not.toBe(end);
    await replay.getByRole('button', { name: 'Step', exact: true }).press('Enter');
    await replay.getByRole('button', { name: 'Step back' }).press('Enter');
    await expect(clock(replay)).toHaveText(stepped);

    await replay.getByLabel('Speed').selectOption('0.25');
    await replay.getByRole('button', { name: 'Play' }).press('Enter');
    await replay.getByRole('button', { name: 'Pause' }).press('Enter');
    await expect(replay.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(clock(replay)).not.toHaveText(end);

    await time(replay).press('End');
    await expect(clock(replay)).toHaveText(end);
    expect(await counts(replay)).toMatch(ends);

    await replay.getByText('The same as a list and a table').press('Enter');
    const variant = replay.getByRole('region').first();
    const rows = await variant.locator('tbody tr').count();
    expect(rows).toBeGreaterThan(1);
    expect(await variant.getByRole('list').getByRole('listitem').count()).toBeGreaterThan(rows);
    const { times } = await momentsOf(variant);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
}

test('another variant is another run', async ({ page, open }) => {
  await open('/delivery/redelivery-and-poison/');
  await skipGuesses(page);
  await move(page);
  const replay = replayOf(page);
  await expect(replay.getByRole('button', { name: 'Play' })).toBeEnabled();
  await time(replay).press('End');
  const first = await replay.getByRole('img').getAttribute('aria-label');
  await replay.getByRole('radio').first().press('ArrowDown');
  await expect(replay.getByRole('radio').nth(1)).toBeChecked();
  await time(replay).press('End');
  expect(await replay.getByRole('img').getAttribute('aria-label')).not.toBe(first);
});

test('an order that returns too often is seen in the dead-letter queue', async ({ page, open }) => {
  await open('/delivery/redelivery-and-poison/');
  await skipGuesses(page);
  await move(page);
  const replay = replayOf(page);
  await expect(replay.getByRole('button', { name: 'Play' })).toBeEnabled();
  await time(replay).press('End');
  const back = replay.getByRole('button', { name: 'Step back' });
  for (let steps = 0; steps < 60; steps++) {
    if (/dead-lettered [1-9]/.test(await counts(replay))) break;
    await back.press('Enter');
  }
  await expect(replay.getByRole('img')).toHaveAccessibleName(/in the dead-letter queue/);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('there is nothing to play: it steps', async ({ page, open }) => {
    await open('/two-ways/who-waits-for-whom/');
    await skipGuesses(page);
    await move(page);
    const replay = replayOf(page);
    const step = replay.getByRole('button', { name: 'Step', exact: true });
    await expect(step).toBeEnabled();
    await expect(replay.getByRole('button', { name: 'Play' })).toHaveCount(0);
    await step.press('Enter');
    await expect(replay.getByText(/receives POST/).first()).toBeVisible();
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the replay stands at its end, with its list and its table', async ({ page, open }) => {
    await open('/delivery/ordering/');
    const replay = replayOf(page);
    await expect(replay.getByRole('img').first()).toBeVisible();
    await expect(replay.getByRole('button', { name: 'Play' })).toBeHidden();
    await replay.getByText('The same as a list and a table').click();
    await expect(replay.getByRole('table').first()).toBeVisible();
    await expect(replay.getByText(/receives POST/).first()).toBeVisible();
  });
});

test('a lesson says under its title how long it takes to read', async ({ page, open }) => {
  await open('/two-ways/who-waits-for-whom/');
  await expect(page.getByRole('article').locator('p').first()).toHaveText(/^\d+ minutes to read(\. .+)?$/);
});

const textOf = async (locator: Locator) => (await locator.textContent()) ?? '';

/** The counts beside a replay as `label number`, joined. */
async function counts(replay: Locator): Promise<string> {
  const list = replay.locator('dl').first();
  const [labels, numbers] = [
    await list.locator('dt').allTextContents(),
    await list.locator('dd').allTextContents(),
  ];
  return labels.map((label, index) => `${label} ${numbers[index]}`).join(', ');
}

/** The times in the list of moments. */
async function momentsOf(variant: Locator): Promise<{ times: number[] }> {
  const texts = await variant.locator('ol > li > span').allTextContents();
  return { times: texts.map((text) => Number(text.replace(/[^\d.]/g, ''))) };
}
