import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { isComplete } from './site.ts';

/** The rules of axe that ask about colours, of those that it asks unless told to. */
const aboutColours = ['color-contrast', 'link-in-text-block'];

/** The accessibility violations of the page as it is now: of all rules or of some, each violation with its first element. */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // Without frames axe can run in one piece. In several it carries every element that passed to and fro, for five times
  // as long; what it finds is the same.
  expect(page.frames(), 'frames in the page').toHaveLength(1);
  // A page that is still being filled has nothing to find.
  await expect(page.locator('.waiting').filter({ visible: true })).toHaveCount(0);
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      resultTypes: ['violations'],
      preload: false,
      ...(rules && { runOnly: { type: 'rule', values: rules } }),
    })
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/**
 * Fails when the page as it is now has an accessibility violation, in light or in dark. In dark it is the same document in
 * other colours, and is asked about them only; `npm run test:every-page` asks it all again.
 */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    // Colours fade from one mode to the other; what counts is where they end. What only moves goes on for seconds.
    // Asked for again and again: what is taken out of the page while it fades never says that it has finished.
    const fading = `document.getAnimations().filter(
      (each) => each instanceof CSSTransition && each.playState === 'running').length`;
    await expect.poll(() => page.evaluate(fading), { intervals: [50] }).toBe(0);
    const rules = colorScheme === 'dark' && !isComplete ? aboutColours : undefined;
    expect(await violations(page, rules), `accessibility, ${colorScheme}`).toEqual([]);
  }
}
