import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'back-on-day-2' | 'back-on-day-5' | 'dead-letters-4' | 'dead-letters-14';
type Metric = 'worked' | 'deadLettered' | 'expired' | 'leftOnDay5' | 'movedOnDay' | 'goneOnDay';
type Parameter = 'orders' | 'dayMs' | 'queueDays';

const days = (value: number) => Math.round(10 * value) / 10;

/** What a run of kept-too-long is held to show; a day of it is a fifth of a second. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'back-in-time-loses-nothing',
    statement:
      'A worker that is back before the retention period of the queue ends finds every order. One that is back later finds none: all have expired, and none of them is a dead letter.',
    reach: 'mechanism',
    seeds: ['002/e13', '000/buffer'],
    notShown:
      'Orders that came later than the others, which expire later; and AWS’s own clocks: a day of the run is a fifth of a second.',
    judge: ({ 'back-on-day-2': early, 'back-on-day-5': late }, { orders }) => ({
      holds:
        early.worked.min === orders &&
        early.expired.max === 0 &&
        late.worked.max === 0 &&
        late.expired.min === orders &&
        late.deadLettered.max === 0 &&
        late.leftOnDay5.max === 0,
      because: `Of ${orders} orders: ${early.worked.median} worked on when the worker was back on day 2, ${late.worked.median} on day 5. Expired: ${early.expired.median} and ${late.expired.median}, dead letters ${late.deadLettered.median}.`,
    }),
  },
  {
    id: 'the-move-does-not-restart-the-clock',
    statement:
      'On a standard queue a dead letter expires when the dead-letter queue’s retention has passed since it was first sent, not since it was moved.',
    reach: 'mechanism',
    seeds: ['000/dead-letter-queue'],
    notShown: 'FIFO queues, where the move does restart it, and a redrive, which makes a new message.',
    judge({ 'dead-letters-14': long }, { orders }) {
      const sinceMove = 14 + long.movedOnDay.min;
      return {
        holds:
          long.deadLettered.min === orders &&
          long.leftOnDay5.min === orders &&
          long.expired.min === orders &&
          long.goneOnDay.min > 13 &&
          long.goneOnDay.max < sinceMove - 1.5,
        because: `Moved on day ${days(long.movedOnDay.median)}, kept for 14 days: the last of ${orders} had left on day ${days(long.goneOnDay.median)}. Counted from the move it would have been day ${days(14 + long.movedOnDay.median)}.`,
      };
    },
  },
  {
    id: 'the-same-retention-leaves-the-rest',
    statement:
      'A dead-letter queue that keeps messages no longer than its source keeps them only for what is left of the period: orders that were moved on day three of four are gone on day five. With the longest retention they are still there.',
    reach: 'mechanism',
    seeds: ['000/dead-letter-queue'],
    notShown: 'How long it takes until somebody looks. Measure that, and set the retention well above it.',
    judge: ({ 'dead-letters-4': short, 'dead-letters-14': long }, { orders }) => ({
      holds:
        short.deadLettered.min === orders &&
        short.leftOnDay5.max === 0 &&
        short.expired.min === orders &&
        long.leftOnDay5.min === orders,
      because: `Dead letters on day 3: ${short.deadLettered.median} and ${long.deadLettered.median} of ${orders}. Left on day 5: ${short.leftOnDay5.median} with a retention of 4 days, ${long.leftOnDay5.median} with 14.`,
    }),
  },
];
