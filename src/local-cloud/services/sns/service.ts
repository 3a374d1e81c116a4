import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { snsSubscription } from './resources/subscription.ts';
import { snsTopic } from './resources/topic.ts';
import { Sns } from './sns.ts';
import { SnsApi } from './sns-api.ts';

/** Amazon Simple Notification Service: topics, and their subscriptions that get what is published. */
export const sns = defineService({
  name: 'sns',
  endpoints: ['sns'],
  settings: {},
  resourceTypes: () => [snsSubscription, snsTopic],
  typesWithoutEffect: withoutEffect('every call is allowed: IAM is not emulated', [
    'AWS::SNS::TopicPolicy',
    'AWS::SNS::TopicInlinePolicy',
  ]),
  notShown: [],
  async start(kernel) {
    const running = new Sns(kernel);
    const api = await SnsApi.start(running, kernel.callers);
    return {
      running,
      addresses: { sns: api.address },
      target: (arn) => running.target(arn),
      close: () => api.close(),
    };
  },
});
