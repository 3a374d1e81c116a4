import { SqsError } from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues: SqsAction = (input, { store }) => {
  const target = store.getQueue(String(input.QueueUrl));
  if (!target) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
  const after = typeof input.NextToken === 'string' ? input.NextToken : '';
  const pageSize = Number(input.MaxResults ?? 1_000);
  const urls = [...store.allQueues()]
    .filter((each) => each.redrivePolicy?.deadLetterTargetArn === target.arn)
    .map((each) => each.url)
    .sort()
    .filter((url) => url > after);
  const page = urls.slice(0, pageSize);
  const more = urls.length > page.length && input.MaxResults !== undefined;
  return { queueUrls: page, ...(more && { NextToken: page.at(-1) }) };
};
