import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlight, languageOf } from './highlight.ts';

test('marks tokens with one letter and escapes the rest', async () => {
  assert.equal(
    await highlight('const a = 1 < 2;', 'ts'),
    '<i class="k">const</i> <i class="n">a</i> <i class="k">=</i> <i class="n">1</i> <i class="k">&lt;</i> <i class="n">2</i>;',
  );
});

test('shows a language that it does not know as it is', async () => {
  assert.equal(await highlight('a < b', 'text'), 'a &lt; b');
  assert.equal(languageOf('stack.ts'), 'ts');
  assert.equal(languageOf('notes.txt'), 'text');
});
