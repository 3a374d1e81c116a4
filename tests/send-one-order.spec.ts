import type { Page } from '@playwright/test';
import { expect, test } from './support/site.ts';

const figureOf = (page: Page) => page.getByRole('figure', { name: 'One order, both ways' });

test('the button replays the run: the receipt comes while the other caller still waits', async ({
  page,
  open,
}) => {
  await open('/');
  const figure = figureOf(page);
  const [sync, queued] = [figure.getByRole('region').first(), figure.getByRole('region').last()];
  await expect(figure).not.toContainText('201 Created');

  await page.getByRole('button', { name: 'Send one order' }).click();
  await expect(queued).toContainText('202 Accepted');
  await expect(sync).toContainText('waiting');
  await expect(sync).toContainText('201 Created');
  await expect(queued).toContainText(/row · [\d.]+\sms/);

  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect(sync).toContainText('waiting');
});

test('it can be paused and scrubbed', async ({ page, open }) => {
  await open('/');
  await page.getByRole('button', { name: 'Send one order' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  const time = page.getByRole('slider', { name: 'Time in the recorded run' });
  await time.press('End');
  await expect(figureOf(page)).toContainText('201 Created');
  await time.press('Home');
  await expect(figureOf(page)).not.toContainText('201 Created');
});

test('the keyboard alone sends the order and opens the table', async ({ page, open }) => {
  await open('/');
  const send = page.getByRole('button', { name: 'Send one order' });
  await tabTo(page, send);
  await page.keyboard.press('Enter');
  await expect(figureOf(page)).toContainText('201 Created');
  await tabTo(page, figureOf(page).getByText('The same as a table'));
  await page.keyboard.press('Enter');
  await expect(figureOf(page).getByRole('table')).toBeVisible();
});

test('a click before the scripts have run is not lost', async ({ page }) => {
  const clicked = Promise.withResolvers<void>();
  await page.route('**/assets/js/main.*', async (route) => {
    await clicked.promise;
    await route.continue();
  });
  await page.goto('/');
  await page.getByRole('button', { name: 'Send one order' }).click();
  clicked.resolve();
  await expect(figureOf(page).getByRole('region').first()).toContainText('waiting');
  // Pressed once, heard once: it runs to the end and does not pause.
  await expect(figureOf(page)).toContainText('201 Created', { timeout: 15_000 });
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('it steps instead of moving', async ({ page, open }) => {
    await open('/');
    const clock = figureOf(page).getByRole('status').first();
    await page.getByRole('button', { name: 'Send one order' }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeHidden();
    await expect(clock).toHaveText(/^0\sms$/);
    const step = page.getByRole('button', { name: 'Step' });
    await step.click();
    await expect(clock).not.toHaveText(/^0\sms$/);
    const steps = await figureOf(page).locator('tbody tr').count();
    for (let taken = 0; taken < steps; taken++) {
      if (await page.getByRole('button', { name: 'Send it again' }).isVisible()) break;
      await step.click();
    }
    await expect(figureOf(page)).toContainText('201 Created');
  });
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
  }
  throw new Error('Tab does not reach it.');
}

test('a click at any moment while the page comes alive starts the run, and does not stop it again', async ({
  page,
}) => {
  await page.goto('/', { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Send one order' }).click();
  await expect(figureOf(page)).toContainText('201 Created', { timeout: 15_000 });
});
