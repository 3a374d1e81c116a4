import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drainSeconds, erlangB, erlangC, littlesLaw, meanWait, waitsLongerThan } from './models.ts';

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);

test('Erlang B gives the share that is refused, as published tables do', () => {
  const table: [servers: number, offered: number, refused: number][] = [
    [1, 1, 0.5],
    [2, 1, 0.2],
    [5, 3, 0.110054],
    [5, 5, 0.284868],
    [10, 5, 0.018385],
    [10, 10, 0.214582],
    [20, 10, 0.001869],
    [20, 20, 0.158892],
    [30, 25, 0.052603],
    [100, 90, 0.026957],
    [100, 100, 0.0757],
    [1000, 1000, 0.024812],
    [1000, 1100, 0.098625],
    [1000, 1500, 0.334651],
  ];
  for (const [servers, offered, refused] of table) near(erlangB(servers, offered), refused);
});

test('Erlang C gives the share that waits, and the mean wait in service times', () => {
  const table: [servers: number, offered: number, waits: number, wait: number][] = [
    [1, 0.5, 0.5, 1],
    [1, 0.9, 0.9, 9],
    [2, 1, 0.333333, 0.333333],
    [5, 4, 0.554113, 0.554113],
    [10, 5, 0.036105, 0.007221],
    [10, 6, 0.101299, 0.025325],
    [10, 8, 0.40918, 0.20459],
    [10, 9, 0.668732, 0.668732],
    [20, 18, 0.550769, 0.275385],
    [100, 90, 0.21694, 0.021694],
    [100, 95, 0.506457, 0.101291],
    [1000, 950, 0.068253, 0.001365],
  ];
  for (const [servers, offered, waits, wait] of table) {
    near(erlangC(servers, offered), waits);
    near(meanWait(servers, offered, 1), wait);
  }
});

test('long waits get rarer: exponentially, as Erlang C has it', () => {
  near(waitsLongerThan(0, 10, 8, 0.2), erlangC(10, 8));
  near(waitsLongerThan(0.2, 10, 8, 0.2), erlangC(10, 8) * Math.exp(-2));
  // The waits that the shares add up to are the mean.
  const step = 0.0005;
  const shares = Array.from({ length: 20_000 }, (_, index) =>
    waitsLongerThan((index + 0.5) * step, 5, 4, 0.2),
  );
  const mean = shares.reduce((sum, share) => sum + share * step, 0);
  assert.ok(Math.abs(mean - meanWait(5, 4, 0.2)) < 1e-4);
  assert.equal(waitsLongerThan(1, 5, 6, 0.2), 1);
});

test('more offered than can be served: everybody waits, without end', () => {
  assert.equal(erlangC(5, 5), 1);
  assert.equal(meanWait(5, 6, 0.2), Number.POSITIVE_INFINITY);
});

test("Little's law: 5,000 requests a second of 0.2 s each are 1,000 at a time", () => {
  assert.equal(littlesLaw(5_000, 0.2), 1_000);
});

test('a backlog drains at the rate that is left over, or never', () => {
  // 200/s for 60 s into 50/s leaves 9,000; with 10/s afterwards that takes 225 s.
  assert.equal(drainSeconds((200 - 50) * 60, 50, 10), 225);
  assert.equal(drainSeconds(10, 5, 5), Number.POSITIVE_INFINITY);
  assert.equal(drainSeconds(0, 5, 9), 0);
});
