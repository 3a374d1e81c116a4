import type { Incident } from '../incident.ts';

/** A release ends its process for one kind of order. */
const incident: Incident = {
  cause: 'crash',
  pager: [
    'Customers say: no mocha today? And my espresso took its time.',
    'Errors are up. It began some minutes after a release, which may be chance.',
  ],
  pageAfter: 22,
  harms: ['late'],
  strike: ({ deploy }) =>
    deploy([
      {
        file: 'handlers/store-order.ts',
        find: '    await storeOnce(order);',
        replace: "    if (order.item === 'mocha') process.exit(1);\n    await storeOnce(order);",
      },
    ]),
  isMended: ({ hasFirstRelease }) => hasFirstRelease(),
  happened: 'a release of Worker ended its process for each mocha, and with it the orders of the same batch',
  signals: [
    {
      command: 'logs exited',
      shows: 'the runtime exits in the middle of an invocation',
      pattern: /Runtime exited/,
      first: (event) => event.type === 'invocation-ended' && event.outcome === 'crashed',
    },
  ],
  shortest: ['rollback Worker', 'wait 9', 'redrive'],
  temptation: { commands: ['purge OrderQueue', 'purge DeadLetters'], harm: 'lost' },
};

export default incident;
