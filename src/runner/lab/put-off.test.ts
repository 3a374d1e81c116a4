import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideRecord } from './put-off.ts';

const isWorse = (...judged: boolean[]) => {
  const record = new BesideRecord();
  for (const each of judged) record.note(each);
  return record.isWorse;
};

test('a few that could not be judged say nothing of the machine', () => {
  assert.equal(isWorse(), false);
  assert.equal(isWorse(false, false, false), false);
});

test('when more than half of them could not be judged, running beside others is the longer way', () => {
  assert.equal(isWorse(false, true, false, false), true);
  assert.equal(isWorse(true, false, true, false), false);
  assert.equal(isWorse(true, true, true, true, true, false, false, false), false);
});
