/** Where an order is: each is in exactly one place. */
export const places = ['waiting', 'inFlight', 'stored', 'deadLettered', 'refused', 'lost'] as const;
export type Place = (typeof places)[number];

/** How many are in each place. */
export type ByPlace = Record<Place, number>;

/** `inPlace`: how many are in each, by the numbers of the places. */
export const byPlace = (inPlace: ArrayLike<number>): ByPlace =>
  Object.fromEntries(places.map((place, index) => [place, inPlace[index]])) as ByPlace;

/** The place of an order as a number. Whoever uses one takes it into a constant of its own file; see `flags.ts`. */
export const placeNumbers = {
  waiting: 0,
  inFlight: 1,
  stored: 2,
  deadLettered: 3,
  refused: 4,
  lost: 5,
} as const;

/** What has happened so far. Orders are what callers want; a message, an attempt or an invocation is not an order. */
export interface Counts {
  /** Orders that came. */
  sent: number;
  /** Attempts of callers, the first ones included. */
  attempts: number;
  /** Attempts that the gateway refused (429). */
  refusedByGateway: number;
  /** Attempts whose record a shard of the stream refused: it takes no more in this second. */
  refusedByShard: number;
  /** Attempts that the function's concurrency refused; behind a queue, a stream or a topic, throttled invocations. */
  throttled: number;
  /** Attempts whose caller stopped waiting. */
  gaveUp: number;
  /** Orders whose caller was told that they are done, or accepted. */
  answered: number;
  /** Orders that are stored although their caller was told of a failure in the end. */
  storedUntold: number;
  /** Messages that were published to the topic: each becomes a notification for each subscription. */
  published: number;
  /** Invocations that began. */
  invocations: number;
  /** Milliseconds that they took, all together. */
  billedMs: number;
  /** Orders whose work in an invocation failed: poison, outage, timeout, or no capacity left in the table. */
  failures: number;
  /** Writes that the table refused. */
  tableThrottles: number;
  /** Writes of an order that was stored already: without a key, it is charged again. */
  duplicates: number;
  /** Writes that the table took. */
  writes: number;
  /** Receives of a message, or of a record. */
  received: number;
  /** Batches that were received. */
  receivedBatches: number;
  /** Batches of which something was deleted. */
  deletedBatches: number;
  /**
   * Messages that went to the dead-letter queue, or records or events that were given up and are known of, those of stored
   * orders included.
   */
  deadLetters: number;
  /** Events among them that Lambda gave up, of pushed subscriptions: an on-failure destination keeps them. */
  kept: number;
}

/** Those of Counts that are whole numbers. */
export type WholeCounts = Omit<Counts, 'billedMs'>;

export const noCounts = (): WholeCounts => ({
  sent: 0,
  attempts: 0,
  refusedByGateway: 0,
  refusedByShard: 0,
  throttled: 0,
  gaveUp: 0,
  answered: 0,
  storedUntold: 0,
  published: 0,
  invocations: 0,
  failures: 0,
  tableThrottles: 0,
  duplicates: 0,
  writes: 0,
  received: 0,
  receivedBatches: 0,
  deletedBatches: 0,
  deadLetters: 0,
  kept: 0,
});
