import { account } from '../../../kernel/account.ts';
import type { Bucket } from '../bucket.ts';
import type { ObjectChange } from './change.ts';

const reasons: Record<ObjectChange['type'], string> = {
  's3:ObjectCreated:Put': 'PutObject',
  's3:ObjectCreated:Copy': 'CopyObject',
  's3:ObjectRemoved:Delete': 'DeleteObject',
};

/** The event as EventBridge gets it; here the key is as it is: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export const busEventOf = (bucket: Bucket, change: ObjectChange) => {
  const { object, key, sequencer } = change;
  return {
    envelope: {
      source: 'aws.s3',
      detailType: object ? 'Object Created' : 'Object Deleted',
      resources: [bucket.arn],
    },
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: {
        key,
        ...(object && { size: object.body.length, etag: object.etag.replaceAll('"', '') }),
        sequencer,
      },
      'request-id': change.requestId,
      requester: account.id,
      'source-ip-address': '127.0.0.1',
      reason: reasons[change.type],
      ...(!object && { 'deletion-type': 'Permanently Deleted' }),
    },
  };
};
