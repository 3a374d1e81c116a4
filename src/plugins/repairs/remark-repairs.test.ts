import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { MdxNode } from '../references/mdx-tree.ts';
import { readRepairs } from './read-repairs.ts';
import { remarkRepairs } from './remark-repairs.ts';

const root = join(import.meta.dirname, '../../..');
const linksIn = (node: MdxNode): string[] => [
  ...('url' in node ? [String(node.url)] : []),
  ...(node.children ?? []).flatMap(linksIn),
];
function endOf(page: string): string[] {
  const tree: MdxNode = { type: 'root', children: [] };
  remarkRepairs({ root })(tree, { path: join(root, 'docs', page) });
  return linksIn(tree);
}

test('a lesson ends with its repairs, and another page with none', async () => {
  const repairs = await readRepairs(root);
  const own = repairs.filter(({ lesson }) => lesson.id === 'delivery/idempotency').map(({ name }) => name);
  assert.ok(own.includes('charged-twice'));
  assert.deepEqual(
    endOf('delivery/idempotency/index.mdx').sort(),
    own.map((name) => `/repairs/#${name}`).sort(),
  );
  assert.deepEqual(endOf('delivery/index.mdx'), []);
});

test('the page is told nothing that gives the solution away', async () => {
  for (const repair of await readRepairs(root))
    assert.deepEqual(Object.keys(repair).sort(), [
      'claim',
      'lesson',
      'name',
      'prepares',
      'seen',
      'story',
      'title',
    ]);
});
