import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whoseTimes } from './whose-times.ts';

test('times are said to be the cloud’s, and a stand-in’s too where one of the variants has one', () => {
  assert.equal(whoseTimes([{}, {}]), 'the cloud’s own events');
  assert.equal(
    whoseTimes([{ told: 'A stand-in tells of it.' }, {}]),
    'the cloud’s own events, or the stand-in’s where it tells',
  );
});
