import type { SqsAction } from './action.ts';
import { checkQueueAttributes, invalidAttribute } from './queue-attributes.ts';
import { queueOfRequest } from './queue-of-request.ts';
import { missingParameter } from './refusals.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes: SqsAction = (input, { store }) => {
  const queue = queueOfRequest(input, store);
  if (!input.Attributes) throw missingParameter('Attributes');
  const attributes = input.Attributes as Record<string, string>;
  checkQueueAttributes(attributes, { isFifo: queue.isFifo(), attributes: queue.attributes });
  // A queue cannot change its type.
  if (attributes.FifoQueue !== undefined && !queue.isFifo()) throw invalidAttribute('FifoQueue');
  store.checkRedrivePolicy(queue, attributes.RedrivePolicy);
  queue.setAttributes(attributes);
  return {};
};
