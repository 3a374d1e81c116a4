import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRegion } from './region.ts';

const text = `import a from 'a';

class Stack {
  // #region route
  const route = 1;
    const nested = 2;
  // #endregion route

  // #region open
}
`;

test('cuts a region out, without its markers and its common indentation', () => {
  assert.deepEqual(readRegion(text, 'route'), {
    code: 'const route = 1;\n  const nested = 2;',
    firstLine: 5,
    lastLine: 6,
  });
});

test('gives the whole file without markers', () => {
  const { code, firstLine, lastLine } = readRegion(text);
  assert.ok(!code.includes('#region'));
  assert.deepEqual([firstLine, lastLine], [1, 10]);
});

test('names the nearest region when there is none of that name', () => {
  assert.throws(() => readRegion(text, 'routes'), { remedy: 'Did you mean "route"?' });
});

test('says which marker is missing', () => {
  assert.throws(() => readRegion(text, 'open'), { remedy: 'Add a line "// #endregion open".' });
});
