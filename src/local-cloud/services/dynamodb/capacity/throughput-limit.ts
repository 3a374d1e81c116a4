import type { OnDemandThroughput, Throughput, WarmThroughput } from '../table-definition.ts';
import { OnDemandRate } from './on-demand-rate.ts';
import { TokenBucket } from './token-bucket.ts';

/** "DynamoDB currently retains up to five minutes (300 seconds) of unused read and write capacity." */
const burstSeconds = 300;

/** "throttling will occur if a single partition receives more than 3000 read operation or more than 1000 write operations" */
const perPartition = { Read: 3_000, Write: 1_000 };

/** "New on-demand tables will be able to sustain up to 4,000 writes per second and 12,000 reads per second." */
const onDemandInitial = { Read: 12_000, Write: 4_000 };

/** Buckets of key values that are not in use are forgotten from this number on. */
const maxPartitions = 10_000;

export type Direction = 'Read' | 'Write';

/** The last part of AWS's throttling reasons, as far as they can happen here. */
export type LimitType =
  | 'ProvisionedThroughputExceeded'
  | 'KeyRangeThroughputExceeded'
  | 'MaxOnDemandThroughputExceeded';

/** How capacity behaves in this run. */
export interface CapacityConditions {
  /** Factor on every capacity. */
  scale: number;
  timeScale: number;
  /** Milliseconds that never go back. */
  now: () => number;
}

interface Limit {
  readonly hasAny: boolean;
  take(units: number): void;
}

/** What a table, or one global secondary index, takes per second in one direction, as a whole and per partition key. */
export class ThroughputLimit {
  readonly #whole: { limit: Limit; type: LimitType }[] = [];
  readonly #partitions = new Map<string, TokenBucket>();
  readonly #partitionRate: number;
  readonly #now: () => number;

  constructor(
    direction: Direction,
    given: { provisioned: Throughput } | { onDemand: OnDemandThroughput; warm: WarmThroughput },
    { scale, timeScale, now }: CapacityConditions,
  ) {
    this.#now = now;
    this.#partitionRate = perPartition[direction] * scale;
    if ('provisioned' in given) {
      const perSecond = given.provisioned[`${direction}CapacityUnits`] * scale;
      this.#whole.push({
        // Unused capacity is saved from the table's creation on.
        limit: new TokenBucket({ perSecond, depth: perSecond * burstSeconds, initial: perSecond, now }),
        type: 'ProvisionedThroughputExceeded',
      });
      return;
    }
    const initial = Math.max(onDemandInitial[direction], given.warm[`${direction}UnitsPerSecond`] ?? 0);
    const max = given.onDemand[`Max${direction}RequestUnits`];
    if (max !== undefined && max > 0) {
      const perSecond = max * scale;
      this.#whole.push({
        limit: new TokenBucket({ perSecond, depth: perSecond, initial: perSecond, now }),
        type: 'MaxOnDemandThroughputExceeded',
      });
    }
    this.#whole.push({
      limit: new OnDemandRate({ initial: initial * scale, timeScale, now }),
      // A new on-demand table has four partitions, and they are what is exceeded.
      type: 'KeyRangeThroughputExceeded',
    });
  }

  /** Why the table or index as a whole has nothing to give, or undefined. */
  get refusal(): LimitType | undefined {
    return this.#whole.find(({ limit }) => !limit.hasAny)?.type;
  }

  /** Whether the partition of this key value has anything to give. */
  hasInPartition(partition: string): boolean {
    return this.#bucketOf(partition).hasAny;
  }

  take(partition: string | undefined, units: number): void {
    for (const { limit } of this.#whole) limit.take(units);
    if (partition !== undefined) this.#bucketOf(partition).take(units);
  }

  #bucketOf(partition: string): TokenBucket {
    let bucket = this.#partitions.get(partition);
    if (!bucket) {
      if (this.#partitions.size >= maxPartitions) this.#forgetIdle();
      const rate = this.#partitionRate;
      bucket = new TokenBucket({ perSecond: rate, depth: rate, initial: rate, now: this.#now });
      this.#partitions.set(partition, bucket);
    }
    return bucket;
  }

  #forgetIdle(): void {
    for (const [partition, bucket] of this.#partitions) if (bucket.isFull) this.#partitions.delete(partition);
  }
}
