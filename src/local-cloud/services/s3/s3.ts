import { createHash, randomUUID } from 'node:crypto';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { Bucket } from './bucket.ts';
import { BucketRegions } from './bucket-regions.ts';
import type { Checksum } from './checksums.ts';
import { noSuchBucket, permanentRedirect, S3Error } from './errors.ts';
import type { ObjectChange } from './notifications/change.ts';
import { Notifier } from './notifications/notifier.ts';
import { Sequencer } from './sequencer.ts';
import type { ObjectHeaders, StoredObject } from './stored-object.ts';

/** Who asks for a change. */
export interface S3Caller extends ActionCaller {
  /** Of the call, as its answer tells. */
  callId: string;
  accessKeyId: string;
}

/** S3: buckets in memory, and whom they tell of their objects. */
export class S3 {
  readonly notifier: Notifier;
  readonly #kernel: Kernel;
  readonly #sequencer = new Sequencer();
  readonly #byName = new Map<string, Bucket>();
  /** Of the buckets of all Regions. */
  readonly #regions: BucketRegions;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#regions = kernel.worldwide.only(BucketRegions);
    this.notifier = new Notifier(kernel);
  }

  get buckets(): Bucket[] {
    return [...this.#byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Throws NoSuchBucket, and PermanentRedirect for one of another Region. */
  bucket(name: string): Bucket {
    const bucket = this.#byName.get(name);
    if (bucket) return bucket;
    const region = this.#regions.get(name);
    throw region === undefined ? noSuchBucket() : permanentRedirect(region);
  }

  /** One of the template. Throws a DeployError when there is none. */
  deployedBucket(name: string): Bucket {
    const bucket = this.#byName.get(name);
    if (!bucket) throw new DeployError(`There is no bucket ${name}.`, 'Refer to one of this stack with Ref.');
    return bucket;
  }

  /** Throws BucketAlreadyOwnedByYou. */
  createBucket(name: string, logicalId = name): Bucket {
    if (this.#regions.has(name))
      throw new S3Error(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        409,
      );
    const bucket = new Bucket(name, logicalId);
    this.#byName.set(name, bucket);
    this.#regions.set(name, this.#kernel.region.name);
    return bucket;
  }

  /** Throws BucketNotEmpty. */
  deleteBucket(bucket: Bucket): void {
    if (!bucket.isEmpty)
      throw new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
    this.#byName.delete(bucket.name);
    this.#regions.delete(bucket.name);
  }

  /** Stores an object in the place of what was there under its key, and tells of it. */
  put(
    bucket: Bucket,
    given: { key: string; body: Buffer; headers: ObjectHeaders; checksum: Checksum },
    type: 's3:ObjectCreated:Put' | 's3:ObjectCreated:Copy',
    caller: S3Caller,
  ): StoredObject {
    const object: StoredObject = {
      ...given,
      etag: `"${createHash('md5').update(given.body).digest('hex')}"`,
      modifiedAtMs: Date.now(),
      sequencer: this.#sequencer.next(),
    };
    bucket.put(object);
    this.#tell(bucket, { type, key: object.key, object, sequencer: object.sequencer }, caller);
    return object;
  }

  /** Removes an object, and tells of it; nothing happens when there is none. */
  delete(bucket: Bucket, key: string, caller: S3Caller): void {
    if (!bucket.delete(key)) return;
    const change = { type: 's3:ObjectRemoved:Delete', key, object: undefined } as const;
    this.#tell(bucket, { ...change, sequencer: this.#sequencer.next() }, caller);
  }

  /** What is broken on purpose strikes before a call does anything. */
  async suffer({ logicalId }: Bucket): Promise<void> {
    const refusal = await refusalByFault(this.#kernel.faults, logicalId);
    if (!refusal) return;
    throw refusals[refusal.code]();
  }

  #tell(
    bucket: Bucket,
    change: Pick<ObjectChange, 'type' | 'key' | 'object' | 'sequencer'>,
    { callId, accessKeyId, invocationId }: S3Caller,
  ): void {
    const eventId = this.notifier.hasListeners(bucket, change.type, change.key) ? randomUUID() : undefined;
    this.#kernel.events.emit({
      type: 'object-written',
      resource: bucket.logicalId,
      key: change.key,
      change: change.object ? 'created' : 'removed',
      ...(eventId !== undefined && { eventId }),
      ...(invocationId !== undefined && { invocationId }),
    });
    if (eventId === undefined) return;
    this.notifier.tell(bucket, {
      ...change,
      atMs: Date.now(),
      eventId,
      requestId: callId,
      principalId: `AWS:${accessKeyId}`,
      invocationId,
    });
  }
}

/** How S3 says it: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
const refusals = {
  ServiceUnavailable: () => new S3Error('ServiceUnavailable', 'Service is unable to handle request.', 503),
  InternalFailure: () =>
    new S3Error('InternalError', 'We encountered an internal error. Please try again.', 500),
  ThrottlingException: () => new S3Error('SlowDown', 'Please reduce your request rate.', 503),
};
