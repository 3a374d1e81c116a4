import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spokenTime } from './spoken-time.ts';

test('a short time is said in seconds, a longer one in minutes', () => {
  assert.equal(spokenTime(90), '90 seconds');
  assert.equal(spokenTime(180), '3 minutes');
});
