import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from './random-stream.ts';
import { SpreadStream } from './spread-stream.ts';

for (const deviation of [0, 0.5, 1, 2])
  test(`what is drawn ahead is what is drawn one by one, at a deviation of ${deviation}`, () => {
    const ahead = new SpreadStream(new RandomStream(202, 'service'), deviation);
    const oneByOne = new RandomStream(202, 'service');
    for (let place = 0; place < 1000; place += 1) assert.equal(ahead.next(), oneByOne.spread(deviation));
  });
