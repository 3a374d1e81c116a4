import { type BucketNotifications, noNotifications } from './notifications/notification-rule.ts';
import type { StoredObject } from './stored-object.ts';

/** The ARN of a bucket: names are unique beyond accounts and Regions. */
export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;

/**
 * A bucket's name: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * 3 to 63 small letters, digits, hyphens and dots; not like an IP address, and not with what is reserved.
 */
export const isBucketName = (name: string): boolean =>
  /^(?=.{3,63}$)[a-z0-9]+([.-]+[a-z0-9]+)*$/.test(name) &&
  !name.includes('..') &&
  !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
  !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
  !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);

/**
 * Whose an object is that somebody puts, and whether access lists are taken. "By default, … ACLs are disabled."
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const objectOwnerships = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;
export type ObjectOwnership = (typeof objectOwnerships)[number];

/** Objects by key. Without versions: the last write wins. */
export class Bucket {
  readonly name: string;
  /** In the template; the name of one that was created by the API. */
  readonly logicalId: string;
  readonly createdAtMs = Date.now();
  notifications: BucketNotifications = noNotifications;
  ownership: ObjectOwnership = 'BucketOwnerEnforced';
  readonly #objects = new Map<string, StoredObject>();

  constructor(name: string, logicalId: string) {
    this.name = name;
    this.logicalId = logicalId;
  }

  get arn(): string {
    return bucketArn(this.name);
  }

  get isEmpty(): boolean {
    return this.#objects.size === 0;
  }

  get(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  put(object: StoredObject): void {
    this.#objects.set(object.key, object);
  }

  /** Gives what was there. */
  delete(key: string): StoredObject | undefined {
    const object = this.#objects.get(key);
    this.#objects.delete(key);
    return object;
  }

  /** Keys that begin so, "in UTF-8 binary order". */
  keys(prefix: string): string[] {
    return [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort(inBinaryOrder);
  }
}

export const inBinaryOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
