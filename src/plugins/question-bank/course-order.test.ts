import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { byCourse, courseOrder } from './course-order.ts';
import { readBank } from './read-bank.ts';

const root = join(import.meta.dirname, '../../..');
const order = courseOrder(readFileSync(join(root, 'sidebars.ts'), 'utf8'));

test('the course begins with the first lesson of the menu and names no part and no page twice', () => {
  assert.equal(order[0], 'two-ways/place-one-order');
  assert.equal(new Set(order).size, order.length);
  assert.ok(!order.includes('two-ways'));
});

test('what the menu does not name comes last, by its name', () => {
  assert.deepEqual(['z/new', 'b/two', 'a/new', 'a/one'].sort(byCourse(['a/one', 'b/two'])), [
    'a/one',
    'b/two',
    'a/new',
    'z/new',
  ]);
});

test('lessons, cards and open questions of the bank follow the menu', async () => {
  const { lessons, cards, openQuestions } = await readBank(root);
  const inOrder = (ids: string[]) => assert.deepEqual(ids, [...ids].sort(byCourse(order)));
  inOrder(lessons.map(({ href }) => href.slice(1, -1)));
  inOrder(cards.map(({ place }) => place.href.slice(1, -1)));
  inOrder(openQuestions.map(({ question }) => question.id));
});
