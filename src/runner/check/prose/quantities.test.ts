import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findQuantities } from './quantities.ts';

const fine = [
  'A 202 is a receipt, a 201 is not; a 5xx, a 4xx/5xx or a 429 is neither.',
  'The caller hears 502, 503 or 504.',
  'Two paths, and three retries.',
  'S3, EC2, p99, x86 and HTTP/2 are names, and so is Node.js 24, HTTP 1.1, Part 3 and the statement 002/s10.',
  'Since 2025 it is so; from 2024–2026 it was not.',
  'Route 53, RFC 9110 and the 99th percentile are names too.',
  'See https://docs.aws.amazon.com/lambda/2015-03-31/x for it.',
  'This site writes 200 for the family.',
];
const typed: [prose: string, quantities: string[]][] = [
  ['It took 35 ms.', ['35 ms']],
  ['It took 35ms, or 0.5 s.', ['35ms', '0.5 s']],
  ['A message waits 4 days, 14 at most.', ['4 days', '14']],
  ['With 200 orders the table refuses; 202 requests do not matter.', ['200 orders', '202 requests']],
  ['It costs $0.40, which is 30% or 30 % more.', ['$0.40', '30%', '30']],
  ['Ten times, 10×, or 1,000 environments.', ['10×', '1,000 environments']],
  ['In 2026 ms it is done.', ['2026 ms']],
  ['Five of (12) were lost.', ['12']],
  ['The 5th caller is refused.', ['5th caller']],
  ['The limit is 1000–1250.', ['1000–1250']],
];

for (const prose of fine) {
  test(`fine: ${prose}`, () => assert.deepEqual(findQuantities(prose), []));
}

for (const [prose, quantities] of typed) {
  test(`typed: ${prose}`, () => {
    assert.deepEqual(
      findQuantities(prose).map(({ text }) => text),
      quantities,
    );
  });
}

test('a quantity comes with its place', () => {
  assert.deepEqual(findQuantities('After 35 ms'), [{ text: '35 ms', index: 6 }]);
});
