import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../../kernel/clock.ts';
import { ResultCache } from './result-cache.ts';

test('a result is kept as long as its TTL by the cloud’s clock, and not at all with a TTL of 0', () => {
  let now = 1_000;
  const clock = { now: () => now } as Clock;
  const cache = new ResultCache<string>(clock, 300);
  cache.set('token', 'allow');
  now += 299_999;
  assert.equal(cache.get('token'), 'allow');
  now += 1;
  assert.equal(cache.get('token'), undefined);
  const none = new ResultCache<string>(clock, 0);
  none.set('token', 'allow');
  assert.equal(none.get('token'), undefined);
});
