import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsxElement, MdxNode } from '../references/mdx-tree.ts';
import { countWords, minutesFor, remarkReadingTime } from './remark-reading-time.ts';

const text = (value: string): MdxNode => ({ type: 'text', value });
const tree = (...children: MdxNode[]): MdxNode => ({ type: 'root', children });

test('counts words in text, in elements and in inline code, but not in blocks of code or imports', () => {
  const page = tree(
    { type: 'mdxjsEsm', value: 'import data from "a"' },
    { type: 'paragraph', children: [text('A queue – moves'), { type: 'inlineCode', value: 'work' }] },
    { type: 'mdxJsxFlowElement', name: 'Hook', children: [text('Two words.')] },
    { type: 'code', value: 'const not = counted;' },
  );
  assert.equal(countWords(page), 6);
});

test('reading takes a minute for two hundred words, and never less than one', () => {
  assert.deepEqual([10, 200, 500, 1500].map(minutesFor), [1, 1, 3, 8]);
});

test('a lesson that judges statements of others says so at the top', () => {
  const verdict = { type: 'mdxJsxTextElement', name: 'Verdict', attributes: [] };
  const lesson = tree(text('A list says so.'), verdict as MdxNode);
  remarkReadingTime()(lesson, { path: '/site/docs/queue/arrivals/index.mdx' });
  const [first] = lesson.children as [JsxElement];
  assert.deepEqual(
    first.attributes.map(({ name }) => name),
    ['minutes', 'judges'],
  );
});

test('only lessons get a reading time, as the first thing under their title', () => {
  const lesson = tree(text('word '.repeat(600)));
  remarkReadingTime()(lesson, { path: '/site/docs/queue/arrivals/index.mdx' });
  const [first] = lesson.children as [JsxElement];
  assert.deepEqual([first.name, first.attributes[0]?.value], ['ReadingTime', '3']);

  for (const path of ['/site/docs/queue/index.mdx', '/site/docs/interview/event-buses.mdx']) {
    const other = tree(text('word'));
    remarkReadingTime()(other, { path });
    assert.equal(other.children?.length, 1);
  }
});
