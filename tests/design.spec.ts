import { expectAccessible } from './support/axe.ts';
import { keptRecord } from './support/progress.ts';
import { expect, live, test } from './support/site.ts';

test('a system is drawn by keyboard alone, survives a reload, and the rubric says what it has', async ({
  page,
  open,
}) => {
  await open('/mock/');
  await page.getByRole('link', { name: 'Order processing for a shop' }).press('Enter');
  await page.getByRole('button', { name: 'Begin: start the clock' }).press('Enter');
  await expect(page.getByRole('timer')).toContainText('of 45:00');
  await page.getByRole('button', { name: 'Next: Estimate' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Estimate' })).toBeFocused();
  await page.getByLabel('Say it aloud, or write it down').fill('A thousand a second.');

  // A part is added, named, moved, and joined to the next.
  const board = page.getByRole('region', { name: 'Your drawing' });
  const text = page.getByLabel('The same drawing as text');
  await page.getByRole('button', { name: 'Queue', exact: true }).press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('payments');
  await page.keyboard.press('Enter');
  const queue = board.getByRole('button', { name: /^Queue payments/ });
  await expect(queue).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(board.getByRole('button', { name: /^Queue payments, column 1 of 4, row 2/ })).toBeFocused();
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Client', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Function', exact: true }).press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('function');
  await page.keyboard.type('authorise');
  await page.keyboard.press('Enter');
  await queue.press('c');
  await board.getByRole('button', { name: /^Function authorise/ }).press('Enter');
  await expect(text).toHaveValue('Queue: payments\nFunction: authorise\npayments -> authorise');
  await expectAccessible(page);

  // What is typed is drawn, and what is not understood is told; a reload loses neither.
  await text.fill(`${await text.inputValue()}\nTable -> Stream\nBuss: news`);
  await expect(board.getByRole('button', { name: /^Table Table.*Arrow to Stream/ })).toBeVisible();
  await expect(page.getByText('“Buss” is no kind of part')).toBeVisible();
  await expect.poll(() => keptRecord(page)).toContain('Buss: news');
  await page.reload();
  await live(page);
  await expect(page.getByRole('heading', { name: 'Estimate' })).toBeVisible();
  await expect(text).toHaveValue(/Buss: news$/);
  await expect(queue).toHaveAccessibleName(/row 2\. Arrow to authorise/);
  await expect(page.getByLabel('Say it aloud, or write it down')).toHaveValue('A thousand a second.');

  await page.getByRole('button', { name: 'I am done: judge it' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What your drawing has' })).toBeFocused();
  await expect(page.getByText('✓ Drawn: Table → Stream.')).toBeVisible();
  await expect(page.getByText('✗ Not drawn: an arrow to a dead-letter queue from payments.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'A drawing that has all of it' })).toBeVisible();
  const ticks = page.getByRole('group', { name: 'Did you say it?' });
  for (let at = 0; at < (await ticks.count()); at += 1)
    await ticks.nth(at).getByRole('radio', { name: 'said it' }).press('Space');
  await expect(page.getByText('By your drawing and your ticks: below junior')).toBeVisible();
  await expectAccessible(page);

  // Nothing but what the reader says about it makes a drawing better than it was found to be.
  const otherwise = page.getByRole('checkbox', { name: 'My drawing shows it in another way' });
  for (let at = 0; at < (await otherwise.count()); at += 1) await otherwise.nth(at).press('Space');
  await expect(page.getByText('By your drawing and your ticks: Senior')).toBeVisible();
  await page.getByRole('button', { name: 'Another interview' }).press('Enter');
  await expect(page.getByRole('link', { name: 'Order processing for a shop' })).toBeFocused();
});

test('on a phone a part is added, joined and moved by pointer, and nothing is wider than the screen', async ({
  page,
  open,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open('/mock/?design=notification-system');
  await page.getByRole('button', { name: 'Begin: start the clock' }).click();
  const board = page.getByRole('region', { name: 'Your drawing' });
  await page.getByRole('button', { name: 'Topic', exact: true }).click();
  await page.getByRole('button', { name: 'Queue', exact: true }).click();
  await board.getByRole('button', { name: /^Topic topic/ }).click();
  await page.getByRole('button', { name: 'Draw an arrow on the board' }).click();
  const queue = board.getByRole('button', { name: /^Queue queue/ });
  await queue.click();
  await expect(queue).toHaveAccessibleName(/column 2 of 4, row 1\. Arrow from topic/);
  await page.getByRole('button', { name: 'Move down' }).click();
  await expect(queue).toHaveAccessibleName(/row 2/);
  await queue.hover();
  const from = await queue.boundingBox();
  const to = await board.getByRole('button', { name: /^Topic topic/ }).boundingBox();
  if (!from || !to) throw new Error('A part has no box.');
  await page.mouse.down();
  await page.mouse.move(to.x + 20, from.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(queue).toHaveAccessibleName(/column 1 of 4, row 2/);
  await expectAccessible(page);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);

  // Pressing a button ends the typing: its text is put in order, and the button stays under the pointer.
  await page.getByLabel('The same drawing as text').fill('Client -> API -> Table -> Stream -> Queue');
  await page.getByRole('button', { name: 'I am done: judge it' }).click();
  await expect(page.getByRole('heading', { name: 'What your drawing has' })).toBeFocused();
});
