/** What can be set in the model. Where AWS has the setting, it has AWS's name; 0 sets no limit where it says so. */
export interface Settings {
  /**
   * `sync`: answered when it is stored. `queued`, `stream`: accepted into a queue or a stream, stored later. `topic`:
   * accepted by a function that publishes to a topic, stored later by each function that has subscribed to it.
   */
  pipeline: 'sync' | 'queued' | 'stream' | 'topic';
  /** Equal seeds and settings give equal runs. */
  seed: number;
  /** How long is looked at, in s; orders come all the time. */
  seconds: number;
  /** At random (a Poisson process), or each as long after the last. */
  arrivals: 'random' | 'even';
  /** Orders per second, outside the burst. */
  arrivalRate: number;
  /** Orders per second in the burst. */
  burstRate: number;
  /** When the burst begins, in s. */
  burstStart: number;
  /** How long it lasts, in s; 0: there is none. */
  burstSeconds: number;
  /** Attempts that a caller makes, the first included. */
  attempts: number;
  /** How long a caller waits for the answer, in ms. API Gateway ends it at 30 s for an HTTP API. */
  patienceMs: number;
  /** Wait before the second attempt, in ms; it doubles with each one. */
  backOffMs: number;
  /** Whether a caller draws its wait at random between 0 and the back-off. */
  jitter: boolean;
  /** Requests per second that the stage lets in; 0: no limit. */
  rateLimit: number;
  /** Requests that its bucket holds. */
  burstLimit: number;
  /** Invocations of the function at a time, or of each subscriber's; 0: the account's concurrency. */
  reservedConcurrency: number;
  /** Invocations that all functions of a topic's pipeline get together, less what is reserved for others. */
  accountConcurrency: number;
  /** Batches that the mapping has in work at a time; 0: no limit of its own. */
  maximumConcurrency: number;
  /** Mean service time of an order, in ms. */
  serviceMs: number;
  /** Its standard deviation as part of the mean, of a gamma distribution: 0 constant, 1 exponential. */
  serviceSpread: number;
  /** The function's timeout, in s. */
  timeout: number;
  /** Messages that one invocation gets at most; it works on them side by side. */
  batchSize: number;
  /** Shards of the stream. */
  shards: number;
  /** Batches of a shard that are in work at a time, each with keys of its own. */
  parallelizationFactor: number;
  /** Share of the orders that have one and the same partition key, from 0 to 1; the others have a key of their own. */
  hotShare: number;
  /** Records that one invocation gets at most. */
  streamBatchSize: number;
  /** How often a batch of a stream is tried again before it is given up; -1: as long as its records are kept. */
  maximumRetryAttempts: number;
  /**
   * Whether the function names the messages that failed; otherwise the whole batch comes back. Of a stream: whether it
   * stops at the record that failed and says which it was.
   */
  reportBatchItemFailures: boolean;
  /** Visibility timeout of the queue, in s. */
  visibilityTimeout: number;
  /** Receives of a message before it goes to the dead-letter queue. */
  maxReceiveCount: number;
  /** How long the function takes that publishes to the topic, in ms. */
  acceptMs: number;
  /** Invocations of it at a time, which nobody else gets; 0: it shares the account's concurrency. */
  acceptReservedConcurrency: number;
  /** Subscriptions of the topic, each with a function and a table of its own. */
  subscriptions: number;
  /** How many of them, the last ones, have a queue between topic and function; the others are pushed. */
  bufferedSubscriptions: number;
  /** How often Lambda repeats a pushed event that its function failed at. */
  asyncRetryAttempts: number;
  /** How old a pushed event may get before Lambda gives it up, in s. */
  maximumEventAge: number;
  /** Whether an event that is given up goes to an on-failure destination; otherwise it is dropped. */
  onFailure: boolean;
  /**
   * The one subscription that outage, slowness and orders that always fail strike, from 1 on; none of them, where it is
   * more than there are.
   */
  struckSubscription: number;
  /** How much longer each order takes there, in ms. */
  slowMs: number;
  /** Share of the orders that always fail, from 0 to 1. */
  poisonShare: number;
  /** Writes per second that the table is provisioned for; 0: on demand, no limit. */
  writeCapacity: number;
  /** When what the function calls goes down, in s. */
  outageStart: number;
  /** For how long, in s; 0: never. An order whose work ends in it fails. */
  outageSeconds: number;
}

export const defaults: Settings = {
  pipeline: 'queued',
  seed: 202,
  seconds: 60,
  arrivals: 'random',
  arrivalRate: 20,
  burstRate: 0,
  burstStart: 10,
  burstSeconds: 0,
  attempts: 1,
  patienceMs: 30_000,
  backOffMs: 100,
  jitter: true,
  rateLimit: 0,
  burstLimit: 5000,
  reservedConcurrency: 0,
  accountConcurrency: 1000,
  maximumConcurrency: 5,
  serviceMs: 200,
  serviceSpread: 0,
  timeout: 5,
  batchSize: 1,
  shards: 1,
  parallelizationFactor: 1,
  hotShare: 0,
  streamBatchSize: 100,
  maximumRetryAttempts: -1,
  reportBatchItemFailures: true,
  visibilityTimeout: 30,
  maxReceiveCount: 5,
  acceptMs: 20,
  acceptReservedConcurrency: 0,
  subscriptions: 3,
  bufferedSubscriptions: 1,
  asyncRetryAttempts: 2,
  maximumEventAge: 21_600,
  onFailure: false,
  struckSubscription: 1,
  slowMs: 0,
  poisonShare: 0,
  writeCapacity: 0,
  outageStart: 20,
  outageSeconds: 0,
};
