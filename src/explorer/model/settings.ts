/** What can be set in the model. Where AWS has the setting, it has AWS's name; 0 sets no limit where it says so. */
export interface Settings {
  /** `sync`: answered when it is stored. `queued`, `stream`: accepted into a queue or a stream, stored later. */
  pipeline: 'sync' | 'queued' | 'stream';
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
  /** Invocations of the function at a time; 0: the account's concurrency. */
  reservedConcurrency: number;
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
  poisonShare: 0,
  writeCapacity: 0,
  outageStart: 20,
  outageSeconds: 0,
};
