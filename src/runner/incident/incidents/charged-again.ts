import type { Incident } from '../incident.ts';

/** A release drops the key that makes a payment safe to repeat; the queue delivers some messages twice, as it always did. */
const incident: Incident = {
  cause: 'charges-twice',
  pager: [
    'Customers say: I bought one coffee, and my card was charged for two.',
    'It is not everybody. The dashboards are quiet, and there was a release of Worker today.',
  ],
  pageAfter: 15,
  harms: ['twice', 'late'],
  before: ({ target }) =>
    void target.faults.inject({ resource: 'OrderQueue', fault: 'duplicate', share: 0.3 }),
  strike: ({ deploy }) =>
    deploy([
      { file: 'handlers/table.ts', find: "    headers: { 'idempotency-key': orderId },\n", replace: '' },
    ]),
  isMended: ({ hasFirstRelease }) => hasFirstRelease(),
  happened: 'a release of Worker left out the idempotency key with which it pays',
  signals: [
    {
      command: 'customers',
      shows: 'some customers are charged twice',
      pattern: /my card was charged twice/,
    },
    {
      command: 'events visible again',
      shows:
        'no message becomes visible again: it is the queue that delivers some of them twice, as it always may',
      pattern: /Nothing so far/,
    },
  ],
  shortest: ['rollback Worker'],
};

export default incident;
