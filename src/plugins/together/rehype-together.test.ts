import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Node } from '../still/rehype-still.ts';
import { rehypeTogether, valueNames } from './rehype-together.ts';

const text = (value: string): Node => ({ type: 'text', value });
const fact = (name = 'Fact'): Node => ({ type: 'mdxJsxTextElement', name, attributes: [] });

/** What is left of the texts, and what each value was given. */
function together(...children: Node[]): unknown[] {
  const paragraph: Node = { type: 'element', tagName: 'p', children };
  rehypeTogether()({ type: 'root', children: [paragraph] });
  return children.map(({ value, attributes = [] }) =>
    value === undefined
      ? Object.fromEntries(
          (attributes as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
        )
      : value,
  );
}

test('a value keeps the full stop behind it, and what follows begins with its space', () => {
  assert.deepEqual(together(text('It keeps '), fact(), text('. After that')), [
    'It keeps ',
    { after: '.' },
    ' After that',
  ]);
});

test('brackets and what comes behind them stay, a dash after a space does not', () => {
  assert.deepEqual(together(text('a few (“'), fact(), text('”), or')), [
    'a few ',
    { before: '(“', after: '”),' },
    ' or',
  ]);
  assert.deepEqual(together(text('1. '), fact(), text(' – or')), ['1. ', {}, ' – or']);
});

test('two values side by side have each their own signs', () => {
  assert.deepEqual(together(fact(), text(', '), fact('Measured'), text('.')), [
    { after: ',' },
    ' ',
    { after: '.' },
    '',
  ]);
});

test('other words of the dictionary are left alone', () => {
  assert.deepEqual(together(fact('Assumed'), text('.')), [{}, '.']);
});

test('whatever is drawn as a button in a sentence is on the list', () => {
  const lesson = join(import.meta.dirname, '../../components/lesson');
  for (const name of valueNames)
    assert.match(
      readFileSync(join(lesson, `${name}.tsx`), 'utf8'),
      /<Sourced\b[\s\S]*\{\.\.\.beside\}/,
      name,
    );
});
