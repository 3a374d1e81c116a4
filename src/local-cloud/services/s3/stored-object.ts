import type { Checksum } from './checksums.ts';

/** What a caller says of an object besides its bytes, by the names of HTTP headers in small letters. */
export type ObjectHeaders = Readonly<Record<string, string>>;

/** An object of a bucket. */
export interface StoredObject {
  key: string;
  body: Buffer;
  /** `"<MD5 in hexadecimal digits>"` */
  etag: string;
  /** Unix ms. */
  modifiedAtMs: number;
  /** Content-Type, Cache-Control … and the user's metadata (`x-amz-meta-…`). */
  headers: ObjectHeaders;
  checksum: Checksum;
  /** Says which of two writes of one key came later: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
  sequencer: string;
}
