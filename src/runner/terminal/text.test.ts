import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { columnsOf, pad, wrap } from './text.ts';

test('styles take no columns', () => {
  assert.equal(columnsOf('\u001b[31mred\u001b[39m'), 3);
  assert.equal(pad('\u001b[31mred\u001b[39m', 5), '\u001b[31mred\u001b[39m  ');
});

test('wrapping loses no word, and no line of several words is too long', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (list, columns) => {
      const lines = wrap(list.join(' '), columns);
      assert.equal(lines.join(' '), list.join(' '));
      assert.ok(lines.every((line) => line.length <= columns || !line.includes(' ')));
    }),
  );
});
