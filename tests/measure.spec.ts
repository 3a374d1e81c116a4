import { settled } from './support/settled.ts';
import { expect, move, test } from './support/site.ts';

/** About 75 characters of the text face, as `--site-measure` says, in em. */
const measure = 33;

for (const path of [
  '/claims/',
  '/mock/',
  '/progress/',
  '/review/',
  '/runs/sync-api/parallel-requests/',
  '/tomorrow/',
  '/two-ways/place-one-order/',
])
  test(`no line of text on ${path} is longer than an eye finds back from`, async ({ page, open }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(path);
    await move(page);
    await settled(page);
    const long =
      await page.evaluate(`[...document.querySelectorAll('main :is(p, dd, blockquote, legend, label > span):not(fieldset label > span)')]
      .filter((text) => text.checkVisibility() && text.textContent.trim().length > 75)
      .filter((text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return range.getBoundingClientRect().width > ${measure + 0.5} * parseFloat(getComputedStyle(text).fontSize);
      })
      .map((text) => text.textContent)`);
    expect(long).toEqual([]);
  });

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('nothing is cut off of the lesson to go on with, nor of the numbers to know, a way in is on the first screen, and no key is named', async ({
    page,
    open,
  }) => {
    const cut = (of: string) =>
      page.locator(of).evaluate((node) => {
        const { scrollWidth, clientWidth } = node as unknown as Record<'scrollWidth' | 'clientWidth', number>;
        return scrollWidth - clientWidth;
      });
    await open('/tomorrow/');
    expect(await cut('main table')).toBe(0);
    await open('/');
    await expect(page.getByRole('link', { name: 'I doubt a claim' })).toBeInViewport();
    await open('/two-ways/place-one-order/');
    expect(await page.locator('.for-keys').count()).toBeGreaterThan(3);
    await expect(page.locator('.for-keys:visible')).toHaveCount(0);
    await open('/');
    const place = page.getByRole('region', { name: 'Where you are' });
    await expect(place.getByRole('link', { name: 'Two ways to place one order' })).toBeVisible();
    expect(await cut('[aria-label="Where you are"] > p:first-child')).toBe(0);
  });
});
