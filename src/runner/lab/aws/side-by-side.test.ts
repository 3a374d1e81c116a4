import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimVerdict, Variant } from '#content/evidence.ts';
import { sideBySide } from './side-by-side.ts';

const variant = (median: number): Variant => ({
  ...{ name: 'sync', label: 'synchronous', parameters: [], series: [] },
  metrics: [
    {
      name: 'replyMs',
      label: 'time to the reply',
      unit: 'ms',
      better: 'lower',
      values: [median],
      median,
      min: median,
      max: median,
    },
  ],
});

const claim = (id: string, holds: boolean | null): ClaimVerdict => ({
  ...{ id, holds, statement: '', reach: 'mechanism', seeds: [], because: '', notShown: '' },
});

test('every metric stands beside itself, and each claim says whether it carried over', () => {
  const lines = sideBySide(
    {
      variants: [variant(210)],
      claims: [claim('a', true), claim('b', true), claim('c', false), claim('d', true)],
    },
    {
      variants: [variant(254)],
      claims: [claim('a', true), claim('b', false), claim('c', true), claim('d', null)],
      leftOut: { because: 'It needs a fault.', metrics: [], claims: ['e'] },
    },
    60,
  );
  assert.match(lines[0] ?? '', /this machine +AWS$/);
  assert.match(lines[1] ?? '', /^synchronous: time to the reply, ms +210 +254$/);
  assert.deepEqual(lines.slice(3), [
    '✓ a: carried over.',
    '✗ b: did not carry over.',
    '✓ c: holds on AWS, and did not hold on this machine.',
    '– d: not compared, because it was not judged on AWS.',
    '– e: left out on AWS.',
  ]);
});
