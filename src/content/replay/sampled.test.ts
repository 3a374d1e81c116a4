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

test('where requests travel a sample is of requests, and the rest of its sentence is as it was recorded', () => {
  const from = { stretch: 'from 2 ms before the first request for /orders to 9 ms after it' };
  const of = (kept: number, drawn: number) => {
    const text = sampledText(kept, 57, { ...from, standIns: ['orders-process'] });
    return sampleOf(text, drawn, 'request');
  };
  const rest = /from 2 ms before the first request for \/orders .* A stand-in tells of orders-process\./;
  assert.match(of(29, 29).sampled, /\. 29 of 57 requests, evenly spread/);
  assert.equal(of(29, 29).all, 57);
  assert.match(of(57, 57).sampled, /\. The requests, from 2 ms/);
  assert.match(of(29, 28).sampled, /\. Some of the requests, evenly spread/);
  for (const { sampled } of [of(29, 29), of(57, 57), of(29, 28)]) assert.match(sampled, rest);
});

test('where something else travels the sentence stays', () => {
  assert.match(sampleOf(sampledText(29, 57), 29).sampled, /29 of 57 orders/);
  assert.match(sampleOf(sampledText(29, 57), 29, 'reading').sampled, /29 of 57 orders/);
});
