import { violations } from './support/axe.ts';
import { mostShift, shift, watchShifts } from './support/layout-shift.ts';
import { skipGuesses } from './support/progress.ts';
import { settled } from './support/settled.ts';
import {
  checkedPages,
  expect,
  isCloselyChecked,
  lessonPages,
  move,
  test,
  waysToLook,
} from './support/site.ts';

const kibibyte = 1024;

for (const { name, path } of checkedPages) {
  for (const way of waysToLook(path)) {
    test(`${name} keeps the general laws, ${way.name}`, async ({ page, open, site }) => {
      const complaints: string[] = [];
      const hosts = new Set<string>();
      const scripts: Promise<number>[] = [];
      page.on('console', (message) => {
        // Playwright keeps service workers out, and says so in the name of the page.
        if (message.text().startsWith('Service Worker registration blocked by Playwright')) return;
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => hosts.add(new URL(request.url()).host));
      page.on('requestfinished', (request) => {
        if (request.resourceType() !== 'script') return;
        scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
      });

      await watchShifts(page);
      await page.setViewportSize({ width: way.width, height: way.height });
      await page.emulateMedia({ colorScheme: way.colorScheme });
      await open(path);
      await settled(page);
      expect.soft(await shift(page), 'layout shift').toBeLessThanOrEqual(mostShift);
      const sizes = await Promise.all(scripts);
      const javaScript = sizes.reduce((sum, size) => sum + size, 0) / kibibyte;
      // A figure with knobs brings its code and its first picture; src/components/knob/weight.test.ts says how much at most.
      const knobs = (await page.locator('.knob-figure').count()) > 0 ? 5 : 0;
      // Two KiB above what is reached: file names with other hashes, on another machine, pack a little better or worse.
      const most = lessonPages.includes(path) ? 105 + knobs : 130;
      expect.soft(javaScript, 'KiB of JavaScript on the wire').toBeLessThanOrEqual(most);
      expect.soft(javaScript, 'KiB of JavaScript on the wire').toBeGreaterThan(50);
      expect.soft(await page.locator('link[rel="prefetch"]').count(), 'fetched in advance').toBe(0);
      // What waits for a guess is shown, and all that comes to life near a reader does so now.
      await skipGuesses(page);
      await move(page);
      await settled(page);
      if (isCloselyChecked(path)) expect.soft(await violations(page), 'accessibility').toEqual([]);

      await page.setViewportSize({ width: 360, height: 740 });
      const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect.soft(beyond, 'pixels to scroll sideways on a phone').toBe(0);

      expect.soft(complaints, 'on the console').toEqual([]);
      expect.soft([...hosts], 'hosts that were asked').toEqual([new URL(site.url).host]);
    });
  }
}

test('an unknown address gets our own page', async ({ page }) => {
  const response = await page.goto('/no/such/page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('404: neither the result nor a receipt');
});

test('the menu of a phone leads to the lesson', async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open('/');
  await page.getByRole('button', { name: 'Toggle navigation bar' }).click();
  await page.locator('.navbar-sidebar').getByRole('link', { name: 'Lessons' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two ways to place one order');
});

test('the colour mode can be chosen and is kept', async ({ page, open }) => {
  await open('/');
  const mode = page.getByRole('button', { name: /Switch between dark and light mode/ });
  await mode.click();
  const chosen = await page.locator('html').getAttribute('data-theme');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', chosen ?? '');
});
