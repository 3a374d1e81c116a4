import { escapeXml, SnsError, snsSuccessResponse } from '../../http/fauxqs-internals.ts';
import type { SnsAction } from './publish.ts';
import { membersOf, nestQueryParameters } from './query-parameters.ts';
import type { Sns } from './sns.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
export const subscribe =
  (sns: Sns): SnsAction =>
  async (parameters) => {
    const input = nestQueryParameters(parameters) as {
      TopicArn?: string;
      Protocol?: string;
      Endpoint?: string;
      Attributes?: unknown;
    };
    for (const name of ['TopicArn', 'Protocol', 'Endpoint'] as const)
      if (!input[name])
        throw new SnsError(
          'InvalidParameter',
          `Invalid parameter: ${name} Reason: no value for required parameter`,
        );
    const { TopicArn = '', Protocol = '', Endpoint = '' } = input;
    const given = membersOf<{ key: string; value: string }>(input.Attributes);
    const attributes = Object.fromEntries(given.map(({ key = '', value = '' }) => [key, value]));
    const subscription = sns.store.subscribe(TopicArn, Protocol, Endpoint, attributes);
    if (!subscription) throw new SnsError('NotFound', 'Topic does not exist', 404);
    return snsSuccessResponse(
      'Subscribe',
      `<SubscriptionArn>${escapeXml(subscription.arn)}</SubscriptionArn>`,
    );
  };
