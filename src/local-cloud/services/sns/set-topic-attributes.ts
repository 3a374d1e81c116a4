import { SnsError, snsSuccessResponse } from '../../http/fauxqs-internals.ts';
import type { SnsAction } from './publish.ts';
import { nestQueryParameters } from './query-parameters.ts';
import type { Sns } from './sns.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes =
  (sns: Sns): SnsAction =>
  async (parameters) => {
    const {
      TopicArn: arn,
      AttributeName: name,
      AttributeValue: value = '',
    } = nestQueryParameters(parameters) as Record<string, string>;
    const topic = sns.store.getTopic(String(arn));
    if (!topic) throw new SnsError('NotFound', 'Topic does not exist', 404);
    if (!name)
      throw new SnsError(
        'InvalidParameter',
        'Invalid parameter: AttributeName Reason: no value for required parameter',
      );
    sns.store.setTopicAttribute(topic, name, value);
    return snsSuccessResponse('SetTopicAttributes', '');
  };
