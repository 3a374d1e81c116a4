import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSeconds } from './stopwatch.ts';

/** A stopwatch whose seconds a test lets pass. */
function stopwatch(before: number) {
  let now = 0;
  let tick: (() => void) | undefined;
  let page = { gone: () => {}, back: () => {} };
  const shown: number[] = [];
  const kept: number[] = [];
  const stop = countSeconds(
    before,
    { show: (seconds) => shown.push(seconds), keep: (seconds) => kept.push(seconds) },
    {
      now: () => now,
      every(_ms, what) {
        tick = what;
        return () => {
          tick = undefined;
        };
      },
      away(gone, back) {
        page = { gone, back };
        return () => {};
      },
    },
  );
  const pass = (seconds: number) => {
    now += seconds * 1000;
    tick?.();
  };
  /** The reader is on another page for so long. */
  const leave = (seconds: number) => {
    page.gone();
    now += seconds * 1000;
    page.back();
  };
  return { shown, kept, stop, pass, leave };
}

test('seconds go on from what was spent before, and every fifth is kept', () => {
  const { shown, kept, pass, stop } = stopwatch(7);
  for (let second = 0; second < 11; second += 1) pass(1);
  assert.deepEqual(shown, [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
  assert.deepEqual(kept, [12, 17]);
  stop();
  pass(1);
  assert.equal(shown.length, 11);
});

test('a page that is asked seldom, because it is in the background, keeps what was spent all the same', () => {
  const { kept, pass } = stopwatch(0);
  for (const seconds of [1, 61, 61]) pass(seconds);
  assert.deepEqual(kept, [62, 123]);
});

test('the time on another page, from which the reader comes back to this one, does not count', () => {
  const { shown, pass, leave } = stopwatch(0);
  pass(2);
  leave(600);
  pass(1);
  assert.deepEqual(shown, [2, 3]);
});
