import { account } from '../../kernel/account.ts';
import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { s3Bucket } from './resources/bucket.ts';
import { s3BucketNotifications } from './resources/bucket-notifications.ts';
import { S3 } from './s3.ts';
import { S3Api } from './s3-api.ts';

const guide = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';

/** Amazon S3: buckets, their objects, and whom they tell when an object is written or removed. */
export const s3 = defineService({
  name: 's3',
  endpoints: ['s3'],
  settings: {},
  resourceTypes: () => [s3Bucket, s3BucketNotifications],
  typesWithoutEffect: [
    ...withoutEffect('every call is allowed: IAM is not emulated', ['AWS::S3::BucketPolicy']),
    ...withoutEffect('it only empties a bucket that is deleted, and objects end with the run', [
      'Custom::S3AutoDeleteObjects',
    ]),
  ],
  notShown: [
    {
      service: 'S3',
      name: 'event notifications are typically delivered in seconds but can sometimes take a minute or longer, and may come more than once',
      here: 'Each is handed over at once, and once.',
      source: `${guide}/EventNotifications.html`,
    },
    {
      service: 'S3',
      name: 'a request has to be signed by somebody who may make it',
      here: 'No signature is looked at, and no policy; of a presigned address only the expiry is.',
      source: `${guide}/using-presigned-url.html`,
    },
  ],
  async start(kernel) {
    const running = new S3(kernel);
    const api = await S3Api.start(running, kernel.callers);
    for (const host of [`s3.${account.region}.${account.urlSuffix}`, `s3.${account.urlSuffix}`])
      kernel.addresses.add(`https://${host}`, api.address);
    return { running, addresses: { s3: api.address }, close: () => api.close() };
  },
});
