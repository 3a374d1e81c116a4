import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Node } from '../still/rehype-still.ts';
import { rehypeCovered } from './rehype-covered.ts';

const element = (tagName: string, value: string): Node => ({
  type: 'element',
  tagName,
  children: [{ type: 'text', value }],
});
const word = (name: string): Node => ({ type: 'mdxJsxFlowElement', name, attributes: [], children: [] });
const names = (children: Node[] = []): unknown[] =>
  children.map(({ name, tagName, children: inner }) =>
    name === 'Covered' ? names(inner) : (name ?? tagName),
  );

function covered(...children: Node[]): unknown[] {
  const tree = { type: 'root', children };
  rehypeCovered()(tree);
  return names(tree.children);
}

const measured = element('h2', 'What was measured');

test('what was measured is covered up to the next section, its heading is not', () => {
  const page = [word('Predict'), measured, element('p', 'a'), element('h3', 'b'), word('Claim')];
  assert.deepEqual(covered(...page, element('h2', 'Why'), element('p', 'c')), [
    'Predict',
    'h2',
    ['p', 'h3', 'Claim'],
    'h2',
    'p',
  ]);
  assert.deepEqual(covered(...page), ['Predict', 'h2', ['p', 'h3', 'Claim']]);
});

test('a page that asks for no guess is open', () => {
  assert.deepEqual(covered(measured, element('p', 'a'), word('Predict')), ['h2', 'p', 'Predict']);
  assert.deepEqual(covered(word('Predict'), element('h2', 'Why')), ['Predict', 'h2']);
});
