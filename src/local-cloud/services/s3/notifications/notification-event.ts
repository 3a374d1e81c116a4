import type { S3Event } from 'aws-lambda';
import { account } from '../../../kernel/account.ts';
import type { Bucket } from '../bucket.ts';
import { urlEncodedKey } from '../url-encoded-key.ts';
import type { ObjectChange } from './change.ts';
import type { NotificationRule } from './notification-rule.ts';

/** What everybody is known by here who owns something. */
const owner = 'LOCALCLOUD';

/**
 * The event as functions, queues and topics get it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export const notificationEventOf = (
  bucket: Bucket,
  rule: NotificationRule,
  change: ObjectChange,
): S3Event => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: account.region,
      eventTime: new Date(change.atMs).toISOString(),
      eventName: change.type.replace(/^s3:/, ''),
      userIdentity: { principalId: change.principalId },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': change.requestId, 'x-amz-id-2': change.eventId },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: rule.id,
        bucket: { name: bucket.name, ownerIdentity: { principalId: owner }, arn: bucket.arn },
        object: {
          key: urlEncodedKey(change.key),
          ...(change.object && {
            size: change.object.body.length,
            eTag: change.object.etag.replaceAll('"', ''),
          }),
          sequencer: change.sequencer,
        } as S3Event['Records'][0]['s3']['object'],
      },
    },
  ],
});

/** What a queue or topic gets when it becomes a destination. */
export const testEventOf = (bucket: Bucket, requestId: string): object => ({
  Service: 'Amazon S3',
  Event: 's3:TestEvent',
  Time: new Date().toISOString(),
  Bucket: bucket.name,
  RequestId: requestId,
  HostId: requestId,
});
