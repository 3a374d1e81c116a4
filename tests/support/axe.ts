import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The accessibility violations of the page as it is now: all rules, each violation with its first element. */
export async function violations(page: Page): Promise<string[]> {
  // Without frames axe can run in one piece. In several it carries every element that passed to and fro, for five times
  // as long; what it finds is the same.
  expect(page.frames(), 'frames in the page').toHaveLength(1);
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false })
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Fails when the page as it is now has an accessibility violation, in light or in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    // Colours fade from one mode to the other; what counts is where they end.
    // Asked for again and again: what is taken out of the page while it fades never says that it has finished.
    await expect
      .poll(() =>
        page.evaluate("document.getAnimations().filter((each) => each.playState === 'running').length"),
      )
      .toBe(0);
    expect(await violations(page), `accessibility, ${colorScheme}`).toEqual([]);
  }
}
