import { account } from '../../kernel/account.ts';
import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { queryErrorOf } from './query-error.ts';
import { queryCallOf } from './query-request.ts';
import { sqsQueue } from './resources/queue.ts';
import { sqsSettings } from './settings.ts';
import { Sqs } from './sqs.ts';

const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';

/** Amazon Simple Queue Service: queues, and everything that happens to a message in one. */
export const sqs = defineService({
  name: 'sqs',
  endpoints: ['sqs'],
  settings: sqsSettings,
  eventSource: 'queue',
  resourceTypes: () => [sqsQueue],
  typesWithoutEffect: withoutEffect('every call is allowed: IAM is not emulated', [
    'AWS::SQS::QueuePolicy',
    'AWS::SQS::QueueInlinePolicy',
  ]),
  notShown: [
    {
      service: 'SQS',
      name: 'a standard queue may deliver messages in another order than they were sent',
      here: 'They are given out in the order of sending; what mixes them up is that several consumers work side by side, and redelivery.',
      source: `${guide}/standard-queues.html`,
    },
    {
      service: 'SQS',
      name: 'a short poll asks only some of the servers, and may miss messages that are there',
      here: 'A short poll finds whatever is there.',
      source: `${guide}/sqs-short-and-long-polling.html`,
    },
  ],
  async start(kernel, settings) {
    const running = await Sqs.start(kernel, settings);
    const queueHost = `https://sqs.${account.region}.${account.urlSuffix}`;
    kernel.addresses.add(queueHost, running.address);
    return {
      running,
      addresses: { sqs: running.address },
      target: (arn) => running.target(arn),
      source: (arn) => running.source(arn),
      call: (action, input, caller) => running.call(action, input, caller),
      query: {
        read: (parameters, path) =>
          queryCallOf(parameters, path.includes('/') && path !== '/' ? `${queueHost}/${path}` : ''),
        errorCode: queryErrorOf,
      },
      close: () => running.close(),
    };
  },
});
