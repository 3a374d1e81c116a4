import { testBreaks } from '#runner/testing/test-breaks.ts';

const cap = 'maxConcurrency: maximumConcurrency || undefined';

testBreaks('queued-api/protect-the-table', [
  {
    what: 'the mapping is capped in any case',
    claims: ['a-queue-alone-protects-nothing', 'protection-is-paid-in-time', 'the-table-sets-the-pace'],
    breaks: [{ file: 'stack.ts', find: cap, replace: 'maxConcurrency: 2' }],
  },
  {
    what: 'the cap is not set',
    claims: ['the-maximum-concurrency-protects'],
    breaks: [{ file: 'stack.ts', find: cap, replace: 'maxConcurrency: undefined' }],
  },
]);
