import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePage } from '../citations/parse-page.ts';
import { groundedSentences } from './sentences.ts';

const sentences = (text: string) => groundedSentences(parsePage(text, 'page.mdx').tree);

test('a sentence stands with the names in it, and its neighbours are left out', () => {
  const [first, ...others] = sentences(
    'Nothing here. It took <Measured experiment="a/b" variant="v" metric="m" /> in all. Nor here.\n',
  );
  assert.deepEqual(others, []);
  assert.deepEqual(first?.parts, [
    'It took ',
    { element: 'Measured', attributes: { experiment: 'a/b', variant: 'v', metric: 'm' } },
    ' in all.',
  ]);
});

test('a claim between paragraphs stands alone, under the heading above it', () => {
  const [found] = sentences('## Why\n\nSo it is.\n\n<Claim id="a/b/c" />\n');
  assert.equal(found?.heading, 'Why');
  assert.equal(found?.line, 5);
});

test('a row of a table is read as one', () => {
  const [found] = sentences('| what | how many |\n|---|---|\n| kept | <Fact id="days" /> |\n');
  assert.equal(found?.parts.filter((part) => typeof part === 'string').join(''), 'kept |  | ');
});

test('emphasis around a name is no end of a sentence', () => {
  const [found] = sentences('**It ends after <Fact id="days" />.** Then no more.\n');
  assert.equal(found?.parts.length, 3);
});
