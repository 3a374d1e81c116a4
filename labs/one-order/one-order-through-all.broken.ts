import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('one-order/one-order-through-all', [
  {
    what: 'the item is stored without the id',
    claims: ['passed-on-is-found-whole', 'the-trace-id-changes-at-the-queue'],
    breaks: [
      {
        file: 'handlers/work.ts',
        find: 'Item: { orderId, item, correlationId }',
        replace: 'Item: { orderId, item }',
      },
    ],
  },
  {
    what: 'the front sends the id whatever the setting says, and no hop makes one',
    claims: ['not-passed-on-ends-at-the-queue', 'an-id-on-every-line-is-not-enough'],
    breaks: [
      {
        file: 'handlers/correlation.ts',
        find: "  if (how === 'not-passed' || how === 'made-anew') return {};\n",
        replace: '',
      },
    ],
  },
  {
    what: 'the worker logs each record, whatever the setting says',
    claims: ['a-line-per-batch-finds-the-first'],
    breaks: [
      {
        file: 'handlers/work.ts',
        find: "  if (how !== 'line-per-batch')\n    log(",
        replace: '  log(',
      },
    ],
  },
  {
    what: 'all hops decide by lot',
    claims: ['sampled-together-is-whole-or-absent'],
    breaks: [
      {
        file: 'handlers/correlation.ts',
        find: "how === 'sampled-apart'",
        replace: "how.startsWith('sampled')",
      },
    ],
  },
]);
