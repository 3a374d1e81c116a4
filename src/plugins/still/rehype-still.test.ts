import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { dictionary as references } from '../references/dictionary.ts';
import { type Node, rehypeStill, stillNames } from './rehype-still.ts';

const text = (value: string) => ({ type: 'text', value });
const paragraph = (...children: Node[]): Node => ({ type: 'element', tagName: 'p', children });
const word = (name: string, ...children: Node[]): Node => ({
  type: 'mdxJsxFlowElement',
  name,
  attributes: [],
  children,
});
const outline = (children: Node[]): unknown[] =>
  children
    .filter(({ type }) => type !== 'text')
    .map(({ type, name, tagName, children: inner = [] }) =>
      name === 'Still' ? { still: outline(inner) } : (name ?? tagName ?? type),
    );

test('what changes stays where it is, and what does not is gathered around it', () => {
  const tree = {
    type: 'root',
    children: [
      { type: 'mdxjsEsm' },
      paragraph(text('a'), { ...word('Measured'), type: 'mdxJsxTextElement' }),
      text('\n'),
      word('Hook', paragraph(text('b'))),
      text('\n'),
      word('Predict'),
      text('\n'),
      paragraph(text('c')),
      word('Recap', word('Replay')),
    ],
  };
  rehypeStill()(tree);
  assert.deepEqual(outline(tree.children), [
    'mdxjsEsm',
    { still: ['p', 'Hook'] },
    'Predict',
    { still: ['p'] },
    'Recap',
  ]);
});

test('a word of the list keeps no state, waits for nothing and answers nothing', async () => {
  const components = join(import.meta.dirname, '../../components');
  const dictionary = await readFile(join(components, '../theme/MDXComponents.tsx'), 'utf8');
  for (const name of stillNames) {
    const ofAllPages = new RegExp(`import { [^}]*\\b${name}\\b[^}]* } from '../components/(.*)'`);
    const ofItsPages = references[name]?.component?.replace('@site/src/components/', '');
    const file = ofItsPages ?? ofAllPages.exec(dictionary)?.[1];
    assert.ok(file, `${name} is imported by the dictionary, or by the pages that write it`);
    const source = await readFile(join(components, file), 'utf8');
    assert.doesNotMatch(source, /\buse(State|Reducer|Effect|LayoutEffect|IsBrowser)\b|\bon[A-Z]\w*=/, name);
  }
});
