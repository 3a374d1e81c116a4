import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ParsedFiles } from './parsed-files.ts';

test('a file is parsed once for each of its texts', () => {
  const files = new ParsedFiles<number>();
  let parsed = 0;
  const read = (file: string, text: string) =>
    files.get(file, text, () => {
      parsed += 1;
      return Number(text);
    });
  assert.deepEqual(
    [read('a', '1'), read('a', '1'), read('b', '1'), read('a', '2'), read('a', '1')],
    [1, 1, 1, 2, 1],
  );
  assert.equal(parsed, 4);
});

test('what cannot be parsed says so each time', () => {
  const files = new ParsedFiles<number>();
  const read = () =>
    files.get('a', 'x', () => {
      throw new Error('a is no number.');
    });
  assert.throws(read, /no number/);
  assert.throws(read, /no number/);
});
