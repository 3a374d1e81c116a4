import type { Incident } from '../incident.ts';

/** A release closes its connection when an order cannot be read, and the next order finds it closed. */
const incident: Incident = {
  cause: 'broken-environment',
  pager: [
    'Customers say: for some minutes it works, then nothing does, then it works again.',
    'A partner’s test program sends orders that cannot be read. It has done so for months, and nobody minded.',
  ],
  pageAfter: 24,
  harms: ['late'],
  before: ({ traffic }) => traffic.startPartner(0.4),
  strike: ({ deploy }) =>
    deploy([
      {
        file: 'handlers/store-order.ts',
        find: 'const processor = new BatchProcessor(EventType.SQS);',
        replace: 'const processor = new BatchProcessor(EventType.SQS);\nlet isOpen = true;',
      },
      {
        file: 'handlers/store-order.ts',
        find: '    await payFor(order.orderId);',
        replace:
          "    if (!isOpen) throw new Error('the connection is closed');\n    await payFor(order.orderId);",
      },
      {
        file: 'handlers/store-order.ts',
        find: '    throw error;',
        replace: '    isOpen = false;\n    throw error;',
      },
    ]),
  isMended: ({ hasFirstRelease }) => hasFirstRelease(),
  happened:
    'a release of Worker closed its connection after an error; the execution environment lives on, and all that came to it later failed',
  signals: [
    {
      command: 'logs failed',
      shows: 'first an order of the partner fails, and then each order after it: the connection is closed',
      pattern: /the connection is closed/,
      first: (event) => event.type === 'log-line' && event.line.includes('connection is closed'),
    },
  ],
  shortest: ['rollback Worker', 'wait 9', 'redrive'],
  temptation: { commands: ['purge OrderQueue', 'purge DeadLetters'], harm: 'lost' },
};

export default incident;
