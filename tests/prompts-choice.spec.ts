import { expect, move, test } from './support/site.ts';

test('whoever chooses by arrows where lessons ask keeps the choice in hand, wherever the question goes', async ({
  page,
  open,
}) => {
  await open('/two-ways/place-one-order/');
  await move(page);
  const question = page.getByRole('region', { name: /^Question:/ });
  // Not the first of the page: nobody is brought to another question.
  expect(await question.count()).toBeGreaterThan(1);
  const asked = await question.last().getAttribute('aria-label');
  const choice = question.last().getByLabel('Questions in lessons');
  await expect(choice).toBeEnabled();
  await choice.focus();
  const inHand = page.locator(':focus');
  for (const [key, chosen] of [
    ['ArrowDown', 'end'],
    ['ArrowDown', 'off'],
    ['ArrowUp', 'end'],
    ['ArrowUp', 'inline'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(inHand).toHaveAccessibleName('Questions in lessons');
    await expect(inHand).toHaveValue(chosen);
    await expect(inHand).toBeInViewport();
  }
  await expect(page.getByRole('region', { name: asked ?? '', exact: true }).locator(':focus')).toHaveCount(1);

  // At the end of the lesson, too.
  await page.keyboard.press('ArrowDown');
  const end = page.getByRole('region', { name: 'Questions of this lesson' });
  await end.getByLabel('Questions in lessons').last().focus();
  await page.keyboard.press('ArrowDown');
  await expect(end).toBeHidden();
  await expect(inHand).toHaveValue('off');
  await expect(inHand).toBeInViewport();
});
