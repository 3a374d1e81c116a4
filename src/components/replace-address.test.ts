import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { globalValue } from '#testing/global-value.ts';
import { pauseMs, replaceAddress } from './replace-address.ts';

/** A browser that refuses the first addresses. */
function refusing(t: TestContext, times: number): string[] {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const written: string[] = [];
  let left = times;
  const replaceState = (_state: unknown, _title: string, address: string) => {
    left -= 1;
    if (left >= 0) throw new DOMException('Too often.', 'SecurityError');
    written.push(address);
  };
  globalValue(t, 'history', { state: null, replaceState });
  return written;
}

test('an address that the browser refuses for a while is written when it takes it again', (t) => {
  const written = refusing(t, 2);
  replaceAddress('/explore/?batchSize=2');
  assert.deepEqual(written, []);
  t.mock.timers.tick(pauseMs);
  t.mock.timers.tick(pauseMs);
  assert.deepEqual(written, ['/explore/?batchSize=2']);
});

test('an address that was left is not written any more', (t) => {
  const written = refusing(t, 1);
  replaceAddress('/explore/?batchSize=2')();
  t.mock.timers.tick(pauseMs);
  assert.deepEqual(written, []);
});
