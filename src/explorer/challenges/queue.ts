import type { Challenge } from './challenge.ts';
import { atOnce, bill, noThrottles, oldest, p99, placed } from './demands.ts';

/** Capacity for the peak, paid for when it is used. */
export const dayWithAPeak: Challenge = {
  id: 'day-with-a-peak',
  title: 'A day with a peak, under $40',
  story: [
    'Three orders come in two seconds, all day long; for an hour at noon it is forty a second. Each takes 200 ms. The table is provisioned for the peak, and the consumers are as they were on the day of the launch.',
    'Keep the 99th percentile under a second and the bill under $40 through this day.',
  ],
  begins: {
    seconds: 86_400,
    arrivalRate: 1.5,
    burstRate: 40,
    burstStart: 43_200,
    burstSeconds: 3600,
    maximumConcurrency: 5,
    writeCapacity: 40,
  },
  knobs: ['maximumConcurrency', 'batchSize', 'writeCapacity'],
  demands: [
    p99(1000, ({ settings, totals }) =>
      totals.counts.tableThrottles > 0
        ? 'The table refuses writes. Their messages come back when the visibility timeout ends, half a minute later.'
        : `Forty orders a second that take 0.2 s each keep eight consumers busy. With ${settings.maximumConcurrency} of them a backlog grows for an hour.`,
    ),
    bill(40, ({ settings }) =>
      settings.writeCapacity > 0
        ? 'Provisioned writes are paid for in every hour of the month, and all but one hour a day needs few of them.'
        : 'It is not the table: each invocation and each request of the queue has its price.',
    ),
  ],
  ways: [
    {
      does: 'consumers for the peak, and a table that is paid by the write',
      turns: { maximumConcurrency: 12, writeCapacity: 0 },
    },
  ],
  tempting: {
    does: 'add consumers, and leave the table',
    turns: { maximumConcurrency: 20 },
    breaks: ['The month’s bill'],
  },
  reasoning: [
    'Concurrency is rate × time: forty a second for 0.2 s keep eight busy, and a few more leave room for chance. More consumers cost nothing while they have nothing to do.',
    'Provisioned capacity is the opposite: it costs the same in the night. On demand costs more for each write, and pays off for a table that is far below its peak most of the day.',
  ],
  lesson: { id: 'running/what-it-costs', title: 'What it costs' },
  claim: 'two-paths/what-it-costs/a-queue-adds-three-requests',
};

/** Admission control: refuse at the front what cannot be done in time. */
export const tooMuchForGood: Challenge = {
  id: 'too-much-for-good',
  title: 'Twice the capacity, and it does not stop',
  story: [
    'Fifty orders a second come, and the consumers can do twenty-five. More consumers are not to be had: the partner behind them takes no more. An order that is stored after more than five seconds is worth nothing.',
  ],
  begins: { seconds: 900, arrivalRate: 50, maximumConcurrency: 5 },
  knobs: ['rateLimit', 'burstLimit', 'maxReceiveCount'],
  demands: [
    p99(5000, ({ totals }) =>
      totals.counts.refusedByGateway === 0
        ? 'Everything is accepted. The backlog grows by the difference for as long as it lasts, and all orders are late.'
        : 'The bucket lets thousands in before the rate counts, and the consumers never catch up with them.',
    ),
    {
      label: 'Orders stored, per second',
      of: ({ totals, settings }) => totals.orders.stored / settings.seconds,
      least: 22,
      broke: () => 'Consumers are idle: more is refused than has to be.',
    },
  ],
  ways: [
    {
      does: 'a rate a little below the capacity, and a small bucket',
      turns: { rateLimit: 24, burstLimit: 20 },
    },
  ],
  tempting: {
    does: 'the right rate, and the bucket as it is',
    turns: { rateLimit: 24 },
    breaks: ['Time until stored, 99th percentile'],
  },
  reasoning: [
    'A queue adds room, not capacity. Under lasting overload whoever accepts everything serves everybody too late, so some have to be refused, and the front is where that is cheapest.',
    'The rate has to be below what the consumers can do. The bucket is a backlog, too: what it lets in at once waits, and only the little spare capacity drains it.',
  ],
  lesson: { id: 'queue/queue-is-not-capacity', title: 'A queue is not capacity' },
  claim: 'queued-api/queue-is-not-capacity/refusing-at-the-door-keeps-the-promise',
};

/** Cap the pollers: writes per second × seconds. */
export const protectTheTable: Challenge = {
  id: 'protect-the-table',
  title: 'A queue that protects nothing',
  story: [
    'Nine hundred orders come within three seconds. The table takes twenty writes a second, and an order takes 150 ms. “There is a queue in front”, said the design. The table refuses writes by the hundred.',
  ],
  begins: {
    seconds: 120,
    arrivals: 'even',
    arrivalRate: 0,
    burstRate: 300,
    burstStart: 0,
    burstSeconds: 3,
    serviceMs: 150,
    maximumConcurrency: 0,
    writeCapacity: 20,
    visibilityTimeout: 30,
    maxReceiveCount: 3,
  },
  knobs: ['maximumConcurrency', 'reservedConcurrency', 'maxReceiveCount'],
  demands: [
    noThrottles(
      () =>
        'Consumers pull as fast as they can, and write faster than the table takes: the queue does not hold them back.',
    ),
    {
      label: 'Invocations that Lambda throttles',
      of: ({ totals }) => totals.counts.throttled,
      most: 0,
      broke: () =>
        'The pollers do not look at the function’s limit. They receive messages, are throttled, and the receive counts.',
    },
    oldest(60, () => 'The cap is below what the table can do, and the orders wait for it.'),
    placed(100, () => 'Messages have used up their receives.'),
  ],
  ways: [{ does: 'cap the pollers at what the table takes', turns: { maximumConcurrency: 3 } }],
  tempting: {
    does: 'limit the function instead',
    turns: { reservedConcurrency: 3 },
    breaks: ['Invocations that Lambda throttles'],
  },
  reasoning: [
    'The cap that fits is writes per second × seconds per order: 20 × 0.15 = 3. Two would be safe and too slow, and six ask for twice what the table has.',
    'Reserved concurrency limits the function, and not those who receive for it. The maximum concurrency of the mapping limits the pollers, so that a message waits where waiting costs no receive.',
  ],
  lesson: { id: 'queue/capping-the-consumer', title: 'Capping the consumer' },
  claim: 'queued-api/protect-the-table/the-maximum-concurrency-protects',
};

/** A queue takes the burst, and a cap keeps what is behind it alive. */
export const saleAtNoon: Challenge = {
  id: 'sale-at-noon',
  title: 'The sale opens at noon',
  story: [
    'Eight hundred orders come within two seconds, and each takes 300 ms. The partner behind the function takes twenty at a time, and no more. Nobody has to know at once whether the order went through, but everybody within a minute.',
  ],
  begins: {
    pipeline: 'sync',
    seconds: 180,
    arrivalRate: 5,
    burstRate: 400,
    burstStart: 10,
    burstSeconds: 2,
    serviceMs: 300,
    reservedConcurrency: 10,
    maximumConcurrency: 0,
  },
  knobs: ['pipeline', 'reservedConcurrency', 'maximumConcurrency', 'attempts'],
  demands: [
    placed(
      99.5,
      () => 'Whoever finds no room is refused, and on the synchronous path there is nowhere to wait.',
    ),
    atOnce(20, () => 'The partner gets more at a time than it takes.'),
    oldest(60, () => 'The backlog of the burst is worked off too slowly.'),
  ],
  ways: [
    {
      does: 'a queue, and a cap below what the partner takes',
      turns: { pipeline: 'queued', reservedConcurrency: 0, maximumConcurrency: 15 },
    },
  ],
  tempting: {
    does: 'room for everybody',
    turns: { reservedConcurrency: 1000 },
    breaks: ['Orders in work at the same time'],
  },
  reasoning: [
    'The burst is larger than what may be worked on at once, so most orders have to wait somewhere. The queue is that place: the reply no longer waits for the work.',
    'The cap decides how long: backlog ÷ spare capacity. Fifteen at a time do fifty a second. When the burst ends, about seven hundred orders wait. Five a second still come, so forty-five are left for the backlog, and it takes about a quarter of a minute.',
  ],
  lesson: { id: 'queue/arrivals-and-backlog', title: 'Arrivals and backlog' },
  claim: 'queued-api/burst-then-drain/drain-time-is-backlog-over-spare-capacity',
};
