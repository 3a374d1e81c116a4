import { asText, serviceCall } from './service-call.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
export const sqsSendMessage = serviceCall({
  service: 'sqs',
  action: 'SendMessage',
  errors: 'SQS',
  takesToken: true,
  arguments: [
    'QueueUrl',
    'MessageBody',
    'DelaySeconds',
    'MessageAttributes',
    'MessageDeduplicationId',
    'MessageGroupId',
  ],
  input: ({ MessageBody, ...given }) => ({ ...given, MessageBody: asText(MessageBody) }),
});
