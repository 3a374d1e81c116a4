import type { SqsAction } from './action.ts';
import { pageOfUrls } from './page-of-urls.ts';
import { queueOfRequest } from './queue-of-request.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues: SqsAction = (input, { store }) => {
  const target = queueOfRequest(input, store);
  const sources = [...store.allQueues()].filter(
    ({ redrivePolicy }) => redrivePolicy?.deadLetterTargetArn === target.arn,
  );
  const { urls, ...more } = pageOfUrls(sources, input);
  return { queueUrls: urls, ...more };
};
