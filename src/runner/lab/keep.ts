import { once } from 'node:events';
import type { Target } from './local-target.ts';

/** Variables with which the commands of a lab's guide, the AWS CLI and any SDK find a running lab. */
export const environmentOf = ({
  outputs,
  endpoints,
}: Pick<Target, 'outputs' | 'endpoints'>): Record<string, string> => ({
  ...outputs,
  ...Object.fromEntries(
    Object.entries(endpoints).map(([service, url]) => [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, url]),
  ),
  AWS_REGION: 'us-east-1',
  // The older AWS CLI knows only this name.
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

/** What to type in another terminal to look into a running lab by hand. Each line is a command. */
export function byHandCommands(target: Target, byHand: string[]): string[] {
  const { dynamodb, sqs } = target.endpoints;
  const { TableName, QueueUrl } = target.outputs;
  return [
    ...Object.entries(environmentOf(target)).map(([name, value]) => `export ${name}=${value}`),
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
