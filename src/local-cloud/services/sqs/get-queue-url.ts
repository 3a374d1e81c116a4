import { SqsError } from '../../http/fauxqs-internals.ts';
import { account } from '../../kernel/account.ts';
import type { SqsAction } from './action.ts';
import { missingParameter } from './refusals.ts';

/**
 * Of another account there are no queues here.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html
 */
export const getQueueUrl: SqsAction = (input, { store }) => {
  const { QueueName: name, QueueOwnerAWSAccountId: owner = account.id } = input;
  if (!name) throw missingParameter('QueueName');
  const queue = owner === account.id ? store.getQueueByArn(store.arnOf(String(name))) : undefined;
  if (!queue) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
  return { QueueUrl: queue.url };
};
