import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsxElement, MdxNode } from '../references/mdx-tree.ts';
import { remarkRunHere } from './remark-run-here.ts';

const listing = (value: string): MdxNode => ({ type: 'code', value });
const madeOf = (children: MdxNode[], page = ''): string[] => {
  const tree: MdxNode = { type: 'root', children };
  remarkRunHere()(tree, { value: page });
  return (tree.children ?? []).map(({ type, ...node }) =>
    type === 'code' ? 'listing' : String((node as JsxElement).attributes[0]?.value),
  );
};

test('below a listing that runs experiments each has its own place', () => {
  const lines = 'npm run lab event-bus/second-reader\nnpm run lab event-bus/route-by-content';
  assert.deepEqual(madeOf([listing(lines), listing('npm test')]), [
    ...['listing', 'event-bus/second-reader', 'event-bus/route-by-content'],
    'listing',
  ]);
});

test('of a lab, those are run that the page shows', () => {
  const page =
    '<Measured experiment="two-paths/first-order" /> <Claim experiment="sync-api/x" /> experiment="two-paths/first-order"';
  assert.deepEqual(madeOf([listing('npm run lab two-paths')], page), ['listing', 'two-paths/first-order']);
});

test('what only looks like it, or does something else, has none', () => {
  for (const line of [
    'npm run lab two-paths -- --keep',
    'npm run lab',
    'npm run lab -- look table',
    '# npm run lab a/b',
  ])
    assert.deepEqual(madeOf([listing(line)]), ['listing'], line);
});
