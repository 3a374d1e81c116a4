import { fc } from '#testing/properties.ts';

/** How one invocation of a subscribed function ends. */
export type Ending = 'succeeded' | 'failed' | 'crashed' | 'throttled' | 'unavailable';

interface Common {
  /** Kind of message that its filter lets through; undefined: it has none. */
  wants: 'x' | 'y' | undefined;
  /** Whether the subscription has a dead-letter queue. */
  putsAside: boolean;
}

export type PlannedSubscriber =
  | (Common & {
      to: 'queue';
      raw: boolean;
      /** Deliveries that the queue answers late, in ms. */
      slowMs: number;
    })
  | (Common & {
      to: 'function';
      /** Of its invocations, one after another; later ones succeed. */
      endings: Ending[];
      /** Turns of the event loop that an invocation takes. */
      turns: number;
      /** Whether the function has a dead-letter queue of its own. */
      hasDeadLetterQueue: boolean;
    });

/** What happens, one after another. */
export type Act =
  | { publish: 'x' | 'y' | 'without a kind' }
  /** From now on a queue refuses so many deliveries. */
  | { subscriber: number; refuses: 'fail' | 'throttle'; times: number }
  /** Somebody deletes the queue or the function; its subscription stays. */
  | { subscriber: number; isDeleted: true }
  /** Deliveries go on meanwhile. */
  | { pauseTurns: number };

/** A topic, who subscribed to it, and what befalls them. */
export interface NotificationScenario {
  subscribers: PlannedSubscriber[];
  acts: Act[];
}

const common = {
  wants: fc.constantFrom(undefined, undefined, 'x' as const, 'y' as const),
  putsAside: fc.boolean(),
};
const subscriber: fc.Arbitrary<PlannedSubscriber> = fc.oneof(
  fc.record({
    ...common,
    to: fc.constant('queue' as const),
    raw: fc.boolean(),
    slowMs: fc.constantFrom(0, 0, 0, 2),
  }),
  fc.record({
    ...common,
    to: fc.constant('function' as const),
    endings: fc.array(
      fc.constantFrom<Ending>(
        'succeeded',
        'failed',
        'failed',
        'failed',
        'crashed',
        'throttled',
        'unavailable',
      ),
      { maxLength: 12 },
    ),
    turns: fc.constantFrom(0, 1, 5),
    hasDeadLetterQueue: fc.boolean(),
  }),
);

const which = fc.nat(3);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ publish: fc.constantFrom('x' as const, 'y' as const, 'without a kind' as const) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      subscriber: which,
      refuses: fc.constantFrom('fail' as const, 'throttle' as const),
      times: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ subscriber: which, isDeleted: fc.constant(true as const) }) },
  { weight: 2, arbitrary: fc.record({ pauseTurns: fc.integer({ min: 1, max: 6 }) }) },
);

export const notificationScenarios: fc.Arbitrary<NotificationScenario> = fc.record({
  subscribers: fc.array(subscriber, { minLength: 1, maxLength: 4 }),
  acts: fc.array(act, { minLength: 1, maxLength: 12 }),
});
