import fc from 'fast-check';

/** What the handler does with a message at one of its receives. */
export type Step =
  | 'store'
  /** Throws, or reports the message as failed when partial batch responses are on. */
  | 'fail'
  | 'crash'
  | 'crash-after-store'
  /** Never ends: the function times out. */
  | 'hang';

/** One message to send. */
export interface PlannedMessage {
  /** Of a FIFO queue. */
  group: string;
  /** By receive, the last one also for all later receives. */
  steps: Step[];
  /** Whether the mapping's filter lets it pass. */
  wanted: boolean;
  /** Milliseconds after the start. */
  sentAtMs: number;
}

/** A random run: a queue, its dead-letter queue, a mapping, a function, and what befalls them. */
export interface Scenario {
  fifo: boolean;
  /** The mapping discards what is not wanted. */
  filtered: boolean;
  partialResponses: boolean;
  batchSize: number;
  maxReceiveCount: number;
  /** Of the mapping. */
  maximumConcurrency: number | undefined;
  /** Of the function. */
  reservedConcurrency: number | undefined;
  /** Messages that a standard queue delivers twice. */
  duplicates: number;
  messages: PlannedMessage[];
}

/** Mostly things go well, or nothing would be left to see of order and batches. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Step>('store') },
  { weight: 2, arbitrary: fc.constant<Step>('fail') },
  { weight: 1, arbitrary: fc.constantFrom<Step>('crash', 'crash-after-store', 'hang') },
);

const message: fc.Arbitrary<PlannedMessage> = fc.record({
  group: fc.constantFrom('a', 'b', 'c'),
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  wanted: fc.boolean(),
  sentAtMs: fc.constantFrom(0, 0, 100, 600),
});

const someOf = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined });

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  fifo: fc.boolean(),
  filtered: fc.boolean(),
  partialResponses: fc.boolean(),
  batchSize: fc.integer({ min: 1, max: 10 }),
  maxReceiveCount: fc.integer({ min: 1, max: 3 }),
  maximumConcurrency: someOf(2, 4),
  reservedConcurrency: someOf(1, 3),
  duplicates: fc.integer({ min: 0, max: 2 }),
  messages: fc.array(message, { minLength: 1, maxLength: 8 }),
});
