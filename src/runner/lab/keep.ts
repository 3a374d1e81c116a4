import { once } from 'node:events';
import type { Target } from './local-target.ts';

/** What to type to look into a running lab by hand: its addresses, one order with curl, and the AWS CLI. */
export function addressLines({ outputs, endpoints }: Target, curl: string[]): string[] {
  const width = Math.max(...[...Object.keys(outputs), ...Object.keys(endpoints)].map((name) => name.length));
  const list = (entries: Record<string, string>) =>
    Object.entries(entries).map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  return [
    ...list(outputs),
    ...list(endpoints),
    ...(curl.length ? ['', ...curl] : []),
    '',
    'export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1',
    `aws dynamodb list-tables --endpoint-url ${endpoints.dynamodb}`,
    ...(outputs.TableName
      ? [`aws dynamodb scan --table-name ${outputs.TableName} --endpoint-url ${endpoints.dynamodb}`]
      : []),
    `aws sqs list-queues --endpoint-url ${endpoints.sqs}`,
  ];
}

/** Waits for Ctrl-C. */
export async function untilInterrupted(signal: AbortSignal): Promise<void> {
  // Nothing else may be left to do: the timer keeps the process alive while it waits.
  const alive = setInterval(() => undefined, 60_000);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(alive);
}
