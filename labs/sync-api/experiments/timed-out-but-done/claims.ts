import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'in-time' | 'gives-up' | 'retries-without-key' | 'retries-with-key';
type Metric = 'told5xx' | 'toldDone' | 'stored' | 'duplicates' | 'firstReplyMs' | 'firstStatus';
type Parameter = 'orders' | 'apartMs' | 'serviceMs' | 'retryAfterMs' | 'patienceMs';

/** What a run of timed-out-but-done is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'time-out-does-not-cancel',
    statement:
      'When the gateway stops waiting the function does not stop working: every caller hears a 5xx before the work is done, and every one of their orders is in the table a moment later.',
    reach: 'mechanism',
    seeds: ['002/s4', '001/immediate'],
    notShown:
      'Which 5xx it is on AWS. For a REST API the documentation says 504; for an HTTP API it says 504 in one place, and callers report 503. The local cloud answers 503 because it is set so.',
    judge: ({ 'in-time': inTime, 'gives-up': givesUp }, { orders, serviceMs }) => ({
      holds:
        inTime.told5xx.max === 0 &&
        inTime.stored.min === orders &&
        givesUp.told5xx.min === orders &&
        givesUp.stored.min === orders &&
        givesUp.firstReplyMs.median < serviceMs,
      because: `Told of a failure: ${givesUp.told5xx.median} of ${orders} callers, after ${givesUp.firstReplyMs.median} ms of work that takes ${serviceMs} ms. In the table: ${givesUp.stored.median} of ${orders} orders. With a deadline above the service time: told of a failure ${inTime.told5xx.median}, in the table ${inTime.stored.median}.`,
    }),
  },
  {
    id: 'retry-without-key-doubles',
    statement:
      'A caller who retries after a timeout, without an idempotency key, places the order twice, and is told of neither.',
    reach: 'mechanism',
    seeds: ['001/payment', '003/no-default-retry'],
    notShown:
      'A timeout of something that did not happen: then the same retry is right, and the caller cannot tell the two apart.',
    judge: ({ 'retries-without-key': retries }, { orders }) => ({
      holds: retries.duplicates.min === orders && retries.toldDone.max === 0,
      because: `${orders} orders, ${retries.duplicates.median} rows too many, and ${retries.toldDone.median} callers told that their order is placed.`,
    }),
  },
  {
    id: 'key-makes-the-retry-safe',
    statement:
      'With an idempotency key the same retry finds the order that the first attempt placed: no row too many, and every caller hears that it is done.',
    reach: 'mechanism',
    seeds: ['001/payment'],
    notShown:
      'A retry that overtakes the first attempt: then both pay, and the conditional write keeps one row; the payment provider has to be given the key as well.',
    judge: ({ 'retries-with-key': retries }, { orders }) => ({
      holds:
        retries.told5xx.min === orders &&
        retries.stored.min === orders &&
        retries.duplicates.max === 0 &&
        retries.toldDone.min === orders,
      because: `${retries.told5xx.median} of ${orders} callers got a timeout and retried: ${retries.duplicates.median} rows too many, ${retries.toldDone.median} callers told that their order is placed.`,
    }),
  },
];
