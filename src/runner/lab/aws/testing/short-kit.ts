import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AwsApi, AwsRefusal, type CredentialProvider } from '../aws-api.ts';
import { findStack } from '../stacks.ts';
import type { IoHost, Toolkit, ToolkitModule } from '../toolkit.ts';
import { account } from './cloud-behind.ts';

/** What `BaseCredentials.custom` is given. */
interface Base {
  provider: CredentialProvider;
  region: string;
}

type DeployOptions = Parameters<Toolkit['deploy']>[1];

/**
 * Asks AWS for what AWS's deployment kit asks it, in the same order, and does nothing else of it: for tests that do not
 * fetch the kit. `npm run test:aws-target` shows the same with the kit itself.
 */
class ShortKit implements Toolkit {
  readonly #ioHost: IoHost;
  readonly #base: Base;

  constructor({ ioHost, sdkConfig }: ConstructorParameters<ToolkitModule['Toolkit']>[0]) {
    this.#ioHost = ioHost;
    this.#base = sdkConfig.baseCredentials as Base;
  }

  async fromAssemblyDirectory(folder: string): Promise<object> {
    return { folder };
  }

  async deploy(source: object, { tags, stackEventPollingInterval: poll }: DeployOptions) {
    const { folder } = source as { folder: string };
    const { provider, region } = this.#base;
    const endpoint = process.env.AWS_ENDPOINT_URL;
    const api = new AwsApi({ region, credentials: provider, endpoint, backoff: 1 });
    const { stackName, templateFile } = stackIn(folder);
    keepAccountOf((await provider()).accessKeyId);
    await unlessRefused(api.query('sts', 'AssumeRole', { RoleArn: 'cdk', RoleSessionName: 'cdk' }));
    await this.#ioHost.requestResponse({ level: 'info', message: '', data: {}, defaultResponse: true });
    await this.#upload(folder, endpoint);
    const changeSet = { StackName: stackName, ChangeSetName: 'cdk-deploy' };
    await api.query('cloudformation', 'CreateChangeSet', {
      ...changeSet,
      ChangeSetType: 'CREATE',
      TemplateURL: `https://${bucketIn(region)}.s3.${region}.amazonaws.com/${templateFile}`,
      'Capabilities.member.1': 'CAPABILITY_IAM',
      ...Object.fromEntries(
        tags.flatMap(({ Key, Value }, index) => [
          [`Tags.member.${index + 1}.Key`, Key],
          [`Tags.member.${index + 1}.Value`, Value],
        ]),
      ),
    });
    await api.query('cloudformation', 'DescribeChangeSet', changeSet);
    await api.query('cloudformation', 'ExecuteChangeSet', changeSet);
    for (;;) {
      await unlessRefused(api.query('cloudformation', 'DescribeStackEvents', { StackName: stackName }));
      const stack = await findStack(api, stackName);
      if (!stack) throw new Error('the stack disappeared while it was deployed');
      if (stack.status === 'CREATE_COMPLETE')
        return { stacks: [{ stackName, stackArn: stack.id, outputs: {} }] };
      if (!/^(CREATE|REVIEW)_IN_PROGRESS$/.test(stack.status))
        throw new Error(`The stack named ${stackName} failed creation: ${stack.status}`);
      await delay(poll);
    }
  }

  async #upload(folder: string, endpoint: string | undefined): Promise<void> {
    const { provider, region } = this.#base;
    const s3 = new S3Client({
      ...{ region, credentials: provider, forcePathStyle: true },
      ...(endpoint !== undefined && { endpoint }),
    });
    try {
      for (const Key of filesIn(folder))
        await s3.send(
          new PutObjectCommand({ Bucket: bucketIn(region), Key, Body: readFileSync(join(folder, Key)) }),
        );
    } finally {
      s3.destroy();
    }
  }
}

export const shortKit: ToolkitModule = {
  Toolkit: ShortKit,
  BaseCredentials: { custom: (given) => given },
};

const bucketIn = (region: string) => `cdk-hnb659fds-assets-${account}-${region}`;

/** The kit writes down whose account an access key is of, in CDK's home. */
function keepAccountOf(accessKeyId: string): void {
  const cache = join(
    process.env.CDK_HOME ?? assert.fail('The kit would write to the home of whoever tests.'),
    'cache',
  );
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'accounts_partitions.json'), JSON.stringify({ [accessKeyId]: account }));
}

async function unlessRefused(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof AwsRefusal)) throw error;
  });
}

const read = (folder: string, name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

function stackIn(folder: string): { stackName: string; templateFile: string } {
  const artifacts: { type: string; properties: { stackName: string; templateFile: string } }[] =
    Object.values(read(folder, 'manifest.json').artifacts);
  return artifacts.find(({ type }) => type === 'aws:cloudformation:stack')?.properties ?? assert.fail(folder);
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.assets.json'))
    .flatMap((name) => Object.values<{ source: { path: string } }>(read(folder, name).files))
    .map(({ source }) => source.path);
