import { once } from 'node:events';
import type { Target } from './local-target.ts';

/** What to type in another terminal to look into a running lab by hand. Each line is a command. */
export function byHandCommands({ outputs, endpoints }: Target, byHand: string[]): string[] {
  const { dynamodb, sqs } = endpoints;
  const variables = {
    ...outputs,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_REGION: 'us-east-1',
    // The older AWS CLI knows only this name.
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  const { TableName, QueueUrl } = outputs;
  return [
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${value}`),
    '',
    ...byHand,
    '',
    `aws dynamodb list-tables --endpoint-url ${dynamodb}`,
    ...(TableName ? [`aws dynamodb scan --table-name ${TableName} --endpoint-url ${dynamodb}`] : []),
    `aws sqs list-queues --endpoint-url ${sqs}`,
    ...(QueueUrl
      ? [`aws sqs get-queue-attributes --queue-url ${QueueUrl} --attribute-names All --endpoint-url ${sqs}`]
      : []),
  ];
}

/** Waits for Ctrl-C. */
export async function untilInterrupted(signal: AbortSignal): Promise<void> {
  // Nothing else may be left to do: the timer keeps the process alive while it waits.
  const alive = setInterval(() => undefined, 60_000);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(alive);
}
