import { SnsError, snsSuccessResponse } from '../../http/fauxqs-internals.ts';
import type { SnsAction } from './publish.ts';
import { nestQueryParameters } from './query-parameters.ts';
import type { Sns } from './sns.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export const setSubscriptionAttributes =
  (sns: Sns): SnsAction =>
  async (parameters) => {
    const {
      SubscriptionArn: arn,
      AttributeName: name,
      AttributeValue: value = '',
    } = nestQueryParameters(parameters) as Record<string, string>;
    const subscription = sns.store.getSubscription(String(arn));
    if (!subscription) throw new SnsError('NotFound', 'Subscription does not exist', 404);
    if (!name)
      throw new SnsError(
        'InvalidParameter',
        'Invalid parameter: AttributeName Reason: no value for required parameter',
      );
    sns.store.setAttribute(subscription, name, value);
    return snsSuccessResponse('SetSubscriptionAttributes', '');
  };
