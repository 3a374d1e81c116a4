import { codeWith } from './support/code.ts';
import { settled } from './support/settled.ts';
import { expect, live, test } from './support/site.ts';

const question = '/interview/disaster-recovery/';

/** The address of the code of open questions, which comes to a page on demand. */
const code = codeWith('I answered aloud');

for (const how of ['presses', 'has the focus on'] as const) {
  test(`a link that a reader ${how} while it comes to life does not lose them`, async ({ page, open }) => {
    const { promise: wanted, resolve: letGo } = Promise.withResolvers<void>();
    await page.route(`**${code}`, async (route) => {
      await wanted;
      await route.continue();
    });
    await open(question);
    const link = page.getByRole('link', { name: 'Ask it somebody else' });
    await page.evaluate(`document.querySelector('main a[href*="/mock/?ask="]').dataset.written = ''`);
    const wasReplaced = async () => (await page.locator('[data-written]').count()) === 0;

    if (how === 'presses') {
      await link.hover();
      await page.mouse.down();
      letGo();
      await settled(page);
      expect(await wasReplaced(), 'replaced under the finger').toBe(false);
      await page.mouse.up();
      await expect(page).toHaveURL(/\/mock\/\?ask=/);
    } else {
      await link.focus();
      letGo();
      await expect.poll(wasReplaced).toBe(true);
      await expect(link).toBeFocused();
    }
  });
}

test('code whose request fails twice is asked for again, and what waits for it comes', async ({
  page,
  open,
}) => {
  let asked = 0;
  await page.route(`**${code}`, (route) => {
    asked += 1;
    return asked <= 2 ? route.abort('failed') : route.continue();
  });
  await open(question);
  await expect(page.getByRole('button', { name: 'I answered aloud' })).toBeEnabled();
  expect(asked).toBe(3);
});

test('where a number comes from stays open when the page comes to life after it was opened', async ({
  page,
}) => {
  const { promise: wanted, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/*.js', async (route) => {
    await wanted;
    await route.continue();
  });
  await page.goto('/two-ways/place-one-order/', { waitUntil: 'domcontentloaded' });
  await page.locator('main [popovertarget]').first().click();
  await expect(page.locator(':popover-open')).toHaveCount(1);
  letGo();
  await live(page);
  await settled(page);
  await expect(page.locator(':popover-open')).toHaveCount(1);
});
