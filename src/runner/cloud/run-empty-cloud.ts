import { once } from 'node:events';
import { styleText } from 'node:util';
import { startAccount } from '#local-cloud/account/start-account.ts';
import { eventLine } from './event-line.ts';
import type { CloudFlags } from './flags.ts';

/** `cloud --empty`: runs a cloud that stacks are deployed to as to AWS, until Ctrl-C. */
export async function runEmptyCloud(
  { settings, json, quiet }: Pick<CloudFlags, 'settings' | 'json' | 'quiet'>,
  signal: AbortSignal,
): Promise<number> {
  const account = await startAccount(settings);
  try {
    const told = describe(account.endpoint).join('\n');
    if (json) {
      console.error(told);
      console.log(JSON.stringify({ type: 'cloud-started', endpoint: account.endpoint }));
    } else console.log(told);
    if (!quiet) account.subscribe((event) => console.log(json ? JSON.stringify(event) : eventLine(event)));
    // The servers of the cloud keep the process alive meanwhile.
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await account.close();
  }
  throw signal.reason;
}

const describe = (endpoint: string): string[] => [
  `${styleText('green', '✓')} An empty cloud runs at ${endpoint}: one address for every service.`,
  '',
  styleText('bold', 'Run a lab in it, in another terminal'),
  `  npm run lab two-paths -- --target endpoint=${endpoint}`,
  '',
  styleText('bold', 'For the AWS CLI and any SDK'),
  `  export AWS_ENDPOINT_URL=${endpoint}`,
  '  export AWS_REGION=us-east-1',
  '  export AWS_DEFAULT_REGION=us-east-1',
  '  export AWS_ACCESS_KEY_ID=local',
  '  export AWS_SECRET_ACCESS_KEY=local',
  '',
  `  aws --endpoint-url ${endpoint} cloudformation describe-stacks`,
  '',
  'Ctrl-C ends it.',
  '',
];
