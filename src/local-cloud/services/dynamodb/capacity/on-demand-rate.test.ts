import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OnDemandRate } from './on-demand-rate.ts';
import { TokenBucket } from './token-bucket.ts';

/** Takes as many single units as it can in one second from `from` on; gives how many. */
function drain(rate: OnDemandRate, clock: { ms: number }): number {
  let taken = 0;
  for (let step = 0; step < 10; step += 1) {
    while (rate.hasAny) {
      rate.take(1);
      taken += 1;
    }
    clock.ms += 100;
  }
  return taken;
}

test('an on-demand rate doubles the previous peak only half an hour after it', () => {
  const clock = { ms: 0 };
  const rate = new OnDemandRate({ initial: 100, timeScale: 1, now: () => clock.ms });
  const full = drain(rate, clock);
  assert.ok(full >= 180 && full <= 200, `a full bucket and a second: ${full}`);
  assert.equal(drain(rate, clock), 100);
  rate.take(0);
  clock.ms += 30 * 60 * 1000 - 5_000;
  assert.equal(rate.hasAny, true);
  clock.ms += 1_000;
  drain(rate, clock);
  assert.equal(drain(rate, clock), 100, 'not before half an hour');
  clock.ms += 60_000;
  drain(rate, clock);
  const grown = drain(rate, clock);
  assert.ok(grown >= 300, `twice the peak of nearly 200: ${grown}`);
});

test('a bucket keeps what is not used up to its depth, and lets any request in while anything is left', () => {
  const clock = { ms: 0 };
  const bucket = new TokenBucket({ perSecond: 10, depth: 50, initial: 10, now: () => clock.ms });
  bucket.take(40);
  assert.equal(bucket.hasAny, false);
  clock.ms += 2_900;
  assert.equal(bucket.hasAny, false);
  clock.ms += 200;
  assert.equal(bucket.hasAny, true, 'the debt of 30 is paid');
  assert.equal(bucket.isFull, false);
  clock.ms += 60_000;
  assert.equal(bucket.isFull, true);
  bucket.take(50);
  assert.equal(bucket.hasAny, false, 'no more than its depth is kept');
});
