import { testBreaks } from '#runner/testing/test-breaks.ts';

const parameters = { orders: 12 };

testBreaks('two-paths/same-outage', [
  {
    what: 'the queued handler swallows the error',
    claims: ['every-accepted-order-is-accounted-for', 'redelivery-outlasts-only-the-short-outage'],
    breaks: [
      {
        file: 'handlers/queued.ts',
        find: 'return placeOrder(order);',
        replace: 'return placeOrder(order).catch(() => undefined);',
      },
    ],
    parameters,
  },
  {
    what: 'the synchronous handler says 201 whatever happens',
    claims: ['sync-callers-hear-of-it', 'every-accepted-order-is-accounted-for'],
    breaks: [
      {
        file: 'handlers/sync.ts',
        find: 'await placeOrder(order)',
        replace: 'await placeOrder(order).catch(() => order)',
      },
    ],
    // As many orders as it takes: with fewer, all are sent before the short outage ends, and the long one is like it.
  },
  {
    what: 'the queue is down together with the table',
    claims: ['queued-callers-do-not'],
    breaks: [
      {
        file: 'experiments/same-outage.ts',
        find: "const mend = faults.inject({ resource: 'Orders', fault: 'down' });",
        replace: `const mendQueue = faults.inject({ resource: 'OrderQueue', fault: 'down' });
          const mendTable = faults.inject({ resource: 'Orders', fault: 'down' });
          const mend = () => { mendQueue(); mendTable(); };`,
      },
    ],
    parameters,
  },
  {
    what: 'messages may be received ten times',
    claims: ['redelivery-outlasts-only-the-short-outage'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'queue: deadLetters, maxReceiveCount }',
        replace: 'queue: deadLetters, maxReceiveCount: 10 }',
      },
    ],
    parameters,
  },
]);
