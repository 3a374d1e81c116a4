import type { Incident } from '../incident.ts';

/** A release takes every error for the end of the matter; the provider fails some calls, as it always did. */
const incident: Incident = {
  cause: 'swallows-errors',
  pager: [
    'Customers say: I have a receipt and no coffee, and it is not on the list of orders either.',
    'It is not many. Nothing waits anywhere, there are no dead letters, and errors went down after the last release.',
  ],
  pageAfter: 28,
  harms: ['lost', 'late'],
  before({ provider }) {
    provider.manners.first.failsFirst = 0.25;
    provider.manners.second.failsFirst = 0.25;
  },
  strike: ({ deploy }) =>
    deploy([
      { file: 'handlers/store-order.ts', find: '    throw error;\n', replace: '' },
      { file: 'handlers/store-order.ts', find: 'console.error(`failed', replace: 'console.warn(`skipped' },
    ]),
  isMended: ({ hasFirstRelease }) => hasFirstRelease(),
  happened: 'a release of Worker caught each error and reported success, so that the message was deleted',
  signals: [
    {
      command: 'logs skipped',
      shows: 'orders whose payment failed are skipped, and no message of theirs comes a second time',
      pattern: /skipped/,
      first: (event) => event.type === 'log-line' && event.line.startsWith('skipped'),
    },
  ],
  shortest: ['rollback Worker'],
};

export default incident;
