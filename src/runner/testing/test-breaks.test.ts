import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortBroken } from './test-breaks.ts';

const verdict = (id: string, holds: boolean | null) => ({ id, holds, because: 'because of it' });

test('a broken lab shows what it should when the named claims are false, whatever the others are', () => {
  const verdicts = [verdict('named', false), verdict('other', true)];
  assert.deepEqual(sortBroken(verdicts, ['named']), { held: [], notJudged: [] });
});

test('a named claim that holds, or is not there at all, is one too many', () => {
  const verdicts = [verdict('named', true), verdict('other', null)];
  assert.deepEqual(sortBroken(verdicts, ['named', 'misspelt']), {
    held: ['named', 'misspelt'],
    notJudged: [],
  });
});

test('a named claim that could not be judged is told apart', () => {
  const { held, notJudged } = sortBroken([verdict('named', null)], ['named']);
  assert.deepEqual(held, []);
  assert.deepEqual(
    notJudged.map(({ id }) => id),
    ['named'],
  );
});
