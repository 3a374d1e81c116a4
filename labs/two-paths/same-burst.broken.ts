import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('two-paths/same-burst', [
  {
    what: 'the queue brings hands of its own: ten orders per invocation, side by side',
    claims: ['the-queue-adds-no-capacity'],
    breaks: [
      { file: 'stack.ts', find: '        batchSize,', replace: '        batchSize: 10,' },
      // As many batches as Lambda starts: a few hands more might be caught up with by a slow machine.
      { file: 'stack.ts', find: 'maxConcurrency: concurrency || undefined', replace: 'maxConcurrency: 50' },
    ],
  },
  {
    what: 'the synchronous handler answers before it has stored',
    claims: ['the-receipt-hides-the-wait', 'refused-or-waiting'],
    breaks: [
      {
        file: 'handlers/sync.ts',
        find: 'return json(201, await placeOrder(order));',
        replace: 'void placeOrder(order); return json(201, order);',
      },
    ],
    parameters: { orders: 30 },
  },
]);
