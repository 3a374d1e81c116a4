import type { SqsAction } from './action.ts';
import { pageOfUrls } from './page-of-urls.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues: SqsAction = (input, { store }) => {
  const prefix = String(input.QueueNamePrefix ?? '');
  const found = [...store.allQueues()].filter(({ name }) => name.startsWith(prefix));
  const { urls, ...more } = pageOfUrls(found, input);
  return { QueueUrls: urls, ...more };
};
