import AxeBuilder from '@axe-core/playwright';
import { expect, pages, test } from './support/site.ts';

for (const { name, path } of pages) {
  test.describe(name, () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      test.describe(colorScheme, () => {
        test.use({ colorScheme });

        test('has no accessibility violation', async ({ page, open }) => {
          await open(path);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        });
      });
    }

    test('says nothing on the console and asks no other host', async ({ page, open, site }) => {
      const complaints: string[] = [];
      const hosts = new Set<string>();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => hosts.add(new URL(request.url()).host));
      await open(path);
      await page.waitForLoadState('networkidle');
      expect(complaints).toEqual([]);
      expect([...hosts]).toEqual([new URL(site.url).host]);
    });

    test.describe('on a phone', () => {
      test.use({ viewport: { width: 360, height: 740 } });

      test('does not scroll sideways', async ({ page, open }) => {
        await open(path);
        const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(beyond).toBe(0);
      });
    });
  });
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
