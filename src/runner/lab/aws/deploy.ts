import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TwoPartError } from '../../call-error.ts';
import { assemblyForAws } from './assembly-for-aws.ts';
import { runTag } from './run-name.ts';
import type { AwsSession } from './session.ts';
import { deleteStack, findStack, resourcesOf } from './stacks.ts';
import type { IoHost, ToolkitModule } from './toolkit.ts';

/** How often CloudFormation is asked how far it is. */
const pollMs = 2_000;

/** A stack that is there. */
export interface Deployed {
  id: string;
  outputs: Record<string, string>;
}

/**
 * Deploys a cloud assembly with AWS's own kit, under a name and a tag of the run: its code and template go to the bucket of
 * CDK's bootstrap stack, a change set is made and executed. Rejects when the stack does not come to be or `signal` aborts;
 * what is there then is the caller's to take down.
 */
export async function deploy(
  { Toolkit, BaseCredentials }: ToolkitModule,
  { account, region, credentials, api }: AwsSession,
  {
    assembly,
    name,
    run,
    poll = pollMs,
  }: { assembly: string; name: string; run: string; poll?: number | undefined },
  signal: AbortSignal,
): Promise<Deployed> {
  const folder = assemblyForAws(assembly, { name, account, region });
  const homeBefore = process.env.CDK_HOME;
  // The kit writes down there whose account the id of an access key is of: nothing of the credentials is kept.
  process.env.CDK_HOME = join(folder, 'cdk-home');
  const toolkit = new Toolkit({
    ioHost: quietHost(signal),
    color: false,
    emojis: false,
    sdkConfig: { baseCredentials: BaseCredentials.custom({ provider: credentials, region }) },
  });
  try {
    const deploying = toolkit.deploy(await toolkit.fromAssemblyDirectory(folder), {
      tags: [{ Key: runTag, Value: run }],
      stackEventPollingInterval: poll,
    });
    await unlessAborted(deploying, signal, async () => {
      const stack = await findStack(api, name);
      if (stack && /^(CREATE|REVIEW)_IN_PROGRESS$/.test(stack.status)) await deleteStack(api, stack, poll);
    });
    signal.throwIfAborted();
    const { stacks } = await deploying;
    const [stack] = stacks;
    if (!stack) throw new Error('The kit says of no stack that it was deployed.');
    return { id: stack.stackArn, outputs: stack.outputs };
  } catch (error) {
    signal.throwIfAborted();
    throw await explained(error as Error, { name, account, region, api });
  } finally {
    if (homeBefore === undefined) delete process.env.CDK_HOME;
    else process.env.CDK_HOME = homeBefore;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The kit cannot be told to stop: what it has begun is cancelled until it gives up, so that it creates nothing afterwards. */
async function unlessAborted(
  work: Promise<unknown>,
  signal: AbortSignal,
  cancel: () => Promise<void>,
): Promise<void> {
  let isOver = false;
  const over = work
    .then(
      () => undefined,
      () => undefined,
    )
    .finally(() => {
      isOver = true;
    });
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([over, aborted]);
  while (!isOver) {
    await cancel().catch(() => undefined);
    await Promise.race([over, delay(1_000)]);
  }
}

/**
 * Says nothing and agrees: the learner has been asked before. Once the run is stopped, it agrees to nothing more. What it is
 * told must not throw: the kit does not wait for all of it, and an error that nobody catches would end the process.
 */
const quietHost = (signal: AbortSignal): IoHost => ({
  notify: async () => undefined,
  async requestResponse({ defaultResponse }) {
    signal.throwIfAborted();
    return defaultResponse;
  },
});

async function explained(
  error: Error,
  { name, account, region, api }: { name: string } & Pick<AwsSession, 'account' | 'region' | 'api'>,
): Promise<TwoPartError> {
  const where = `in the account ${account}, Region ${region}`;
  const stack = await findStack(api, name).catch(() => undefined);
  const failed = stack
    ? (await resourcesOf(api, stack.id).catch(() => [])).filter(
        ({ status, reason }) =>
          /_FAILED$/.test(status) || (reason !== '' && !/cancelled|Initiated/i.test(reason)),
      )
    : [];
  if (!stack || failed.length === 0)
    return new TwoPartError(
      `${name} could not be deployed ${where}: ${error.message.trim()}`,
      'Mend what AWS names, and run the lab again.',
    );
  return new TwoPartError(
    `${name} could not be created ${where} (${stack.status}):\n${failed.map(({ logicalId, type, reason }) => `  - ${logicalId} (${type}): ${reason}`).join('\n')}`,
    'Mend what AWS names, such as a quota of the account, and run the lab again.',
  );
}
