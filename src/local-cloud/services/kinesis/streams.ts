import { ApiServerError } from '../../http/api-server.ts';
import { account } from '../../kernel/account.ts';
import type { Clock } from '../../kernel/clock.ts';
import { streamInUse, streamNotFound } from './errors.ts';
import { SequenceNumbers } from './sequence-numbers.ts';
import type { ShardLimits } from './settings.ts';
import { Stream, type StreamMode } from './stream.ts';

/** "By default, new data streams created with the on-demand capacity mode have 4 MB/s of write and 8 MB/s of read throughput." */
const onDemandShards = 4;

/** Seconds of AWS's time until a change of a stream is made. AWS does not say how long it takes. */
const settleSeconds = 1;

/** The streams of the cloud, by name. */
export class Streams {
  readonly #byName = new Map<string, Stream>();
  readonly #sequenceNumbers = new SequenceNumbers();
  readonly #clock: Clock;
  readonly #shardLimits: ShardLimits;

  constructor(clock: Clock, shardLimits: ShardLimits) {
    this.#clock = clock;
    this.#shardLimits = shardLimits;
  }

  get all(): Stream[] {
    return [...this.#byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): Stream | undefined {
    return this.#byName.get(name);
  }

  /** Throws ResourceNotFoundException. */
  get(name: string): Stream {
    const stream = this.#byName.get(name);
    if (!stream) throw streamNotFound(name);
    return stream;
  }

  /** One whose records can be put and read: "You can perform read and write operations only on an ACTIVE stream." */
  inService(name: string): Stream {
    const stream = this.get(name);
    if (stream.status === 'CREATING' || stream.status === 'DELETING') throw streamNotFound(name);
    return stream;
  }

  /** One that can be changed. Throws ResourceInUseException for one that changes already. */
  active(name: string): Stream {
    const stream = this.get(name);
    if (stream.status !== 'ACTIVE') throw streamInUse(stream);
    return stream;
  }

  create(options: {
    name: string;
    logicalId?: string;
    mode: StreamMode;
    shardCount?: number | undefined;
  }): Stream {
    const { name, logicalId = name, mode } = options;
    if (this.#byName.has(name))
      throw new ApiServerError(
        'ResourceInUseException',
        `Stream ${name} under account ${account.id} already exists.`,
      );
    const shardCount = mode === 'ON_DEMAND' ? onDemandShards : (options.shardCount ?? 1);
    const stream = new Stream(
      { name, logicalId, mode, shardCount },
      { sequenceNumbers: this.#sequenceNumbers, shardLimits: this.#shardLimits, clock: this.#clock },
    );
    this.#byName.set(name, stream);
    return stream;
  }

  /** Makes a change after a while, as AWS does; meanwhile the stream has this status, and then it is active. */
  async settle(
    stream: Stream,
    status: 'CREATING' | 'UPDATING',
    change: () => void = () => {},
  ): Promise<void> {
    stream.status = status;
    if (!(await this.#clock.wait(settleSeconds)) || !this.#byName.has(stream.name)) return;
    change();
    stream.status = 'ACTIVE';
  }

  async delete(stream: Stream): Promise<void> {
    stream.status = 'DELETING';
    if (!(await this.#clock.wait(settleSeconds))) return;
    this.#byName.delete(stream.name);
    stream.end();
  }
}
