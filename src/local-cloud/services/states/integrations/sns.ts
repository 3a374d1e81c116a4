import { asText, serviceCall } from './service-call.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html */
export const snsPublish = serviceCall({
  service: 'sns',
  action: 'Publish',
  errors: 'SNS',
  takesToken: true,
  arguments: ['TopicArn', 'Message', 'Subject', 'MessageGroupId', 'MessageDeduplicationId'],
  input: ({ Message, ...given }) => ({ ...given, Message: asText(Message) }),
});
