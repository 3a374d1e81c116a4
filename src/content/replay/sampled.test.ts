import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampledText, sampleOf } from './sampled.ts';

test('the sentence of a sample tells how many orders there were; that of a whole run leaves nothing out', () => {
  assert.equal(sampleOf(sampledText(3, 24), 3).all, 24);
  assert.equal(sampleOf(sampledText(24, 24), 24).all, undefined);
});

test('a sentence that counts more than the orders that are drawn says no number of them', () => {
  const { sampled, all } = sampleOf(sampledText(8, 16), 4);
  assert.equal(all, 'more');
  assert.match(
    sampled,
    /^One of the repetitions\. Some of the orders, evenly spread over their arrival\. Times/,
  );
});
