import type { StoredObject } from '../stored-object.ts';

/** What happened to an object of a bucket, for those who are told. */
export interface ObjectChange {
  /** `s3:ObjectCreated:Put` */
  type: 's3:ObjectCreated:Put' | 's3:ObjectCreated:Copy' | 's3:ObjectRemoved:Delete';
  key: string;
  /** What is stored now; undefined where it was removed. */
  object: StoredObject | undefined;
  sequencer: string;
  /** Unix ms. */
  atMs: number;
  /** Of the notification: all that are told of this change get this one. */
  eventId: string;
  requestId: string;
  /** Who asked for it. */
  principalId: string;
  invocationId?: string | undefined;
}
