import { expect, pages, test } from './support/site.ts';

const kibibyte = 1024;

for (const { name, path } of pages) {
  test(`${name}: at most 130 KiB of JavaScript on the wire, and nothing fetched in advance`, async ({
    page,
    open,
  }) => {
    const scripts: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() !== 'script') return;
      scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await open(path);
    await page.waitForLoadState('networkidle');
    const sizes = await Promise.all(scripts);
    const total = sizes.reduce((sum, size) => sum + size, 0) / kibibyte;
    test.info().annotations.push({
      type: 'JavaScript',
      description: `${total.toFixed(1)} KiB in ${sizes.length} files`,
    });
    expect(total).toBeGreaterThan(50);
    expect(total).toBeLessThanOrEqual(130);
    expect(await page.locator('link[rel="prefetch"]').count()).toBe(0);
  });
}
