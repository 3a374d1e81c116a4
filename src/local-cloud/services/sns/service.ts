import { SnsError } from '../../http/fauxqs-internals.ts';
import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { publishMany, publishOne } from './publish.ts';
import { nestQueryParameters } from './query-parameters.ts';
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
      async call(action, input, caller) {
        if (action === 'Publish') return { MessageId: await publishOne(running, input, caller) };
        if (action === 'PublishBatch') return publishMany(running, input, caller);
        throw new SnsError('InvalidAction', `The action ${action} is not valid.`);
      },
      query: {
        read(parameters) {
          const { Action, Version: _, ...input } = nestQueryParameters(Object.fromEntries(parameters));
          return { action: typeof Action === 'string' ? Action : '', input };
        },
      },
      close: () => api.close(),
    };
  },
});
