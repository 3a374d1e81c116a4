import type { TestContext } from 'node:test';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import type { CloudEvent, CloudEventOf } from '../../content/event.ts';
import type { Cloud } from '../cloud.ts';
import { startCloud } from '../index.ts';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { writeAssembly } from './assembly.ts';
import { functionResource } from './templates.ts';

/** A cloud with Lambda's real client, every event so far, and a short way to call a function. */
export interface LambdaBench {
  cloud: Cloud;
  client: LambdaClient;
  events: CloudEvent[];
  eventsOf<T extends CloudEvent['type']>(type: T): CloudEventOf<T>[];
  /** Resolves with the first event, past ones included, that `matches`. */
  eventually(matches: (event: CloudEvent) => boolean): Promise<CloudEvent>;
  /** Invokes a function synchronously (`Function` unless `more` names another) with a JSON value. */
  invoke(payload?: unknown, more?: Partial<InvokeCommandInput>): Promise<Invoked>;
}

interface Invoked {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what its handler answers
  payload: any;
  functionError: string | undefined;
  log: string;
  executedVersion: string | undefined;
}

interface Options {
  settings?: Partial<CloudSettings>;
  /** Asset hash → files. */
  assets?: Record<string, Record<string, string>>;
  /** Outputs besides `Ref` of every resource. */
  outputs?: Record<string, unknown>;
}

/** Runs the resources; calls go to the function with the logical ID `Function` unless they name another. */
export async function startLambda(
  t: TestContext,
  resources: Record<string, TemplateResource>,
  { settings = {}, assets = {}, outputs = {} }: Options = {},
): Promise<LambdaBench> {
  const assembly = writeAssembly(t, { Resources: resources, Outputs: outputsOf(resources, outputs) }, assets);
  const cloud = await startCloud({ assembly, settings });
  const client = new LambdaClient({
    endpoint: cloud.endpoints.lambda,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(async () => {
    client.destroy();
    await cloud.close();
  });
  const events: CloudEvent[] = [];
  cloud.subscribe((event) => events.push(event));
  return {
    cloud,
    client,
    events,
    eventsOf: (type) => events.filter((each) => each.type === type) as never,
    eventually: (matches) =>
      new Promise((resolve) => {
        const past = events.find(matches);
        if (past) return resolve(past);
        const stop = cloud.subscribe((event) => {
          if (!matches(event)) return;
          stop();
          resolve(event);
        });
      }),
    async invoke(payload = {}, more = {}) {
      const answer = await client.send(
        new InvokeCommand({ FunctionName: 'Test-Function', Payload: JSON.stringify(payload), ...more }),
      );
      const text = answer.Payload?.transformToString() ?? '';
      return {
        payload: text === '' ? undefined : JSON.parse(text),
        functionError: answer.FunctionError,
        log: Buffer.from(answer.LogResult ?? '', 'base64').toString('utf8'),
        executedVersion: answer.ExecutedVersion,
      };
    },
  };
}

/** One function `Function` of inline code. */
export const startFunction = (
  t: TestContext,
  code: string,
  properties: Record<string, unknown> = {},
  options: Options = {},
): Promise<LambdaBench> => startLambda(t, { Function: functionResource(code, properties) }, options);

/** One function `Function` whose code is an asset of these files. */
export const startAsset = (
  t: TestContext,
  files: Record<string, string>,
  properties: Record<string, unknown> = {},
): Promise<LambdaBench> =>
  startLambda(
    t,
    { Function: functionResource('', { Code: { S3Bucket: 'assets', S3Key: 'code.zip' }, ...properties }) },
    { assets: { code: files } },
  );

function outputsOf(resources: Record<string, TemplateResource>, more: Record<string, unknown>) {
  const references = Object.keys(resources).map((each) => [each, { Value: { Ref: each } }]);
  const others = Object.entries(more).map(([name, Value]) => [name, { Value }]);
  return Object.fromEntries([...references, ...others]);
}

/**
 * Starts execution environments of the function `Function` before anything waits for them: what a busy machine takes to
 * start one is then part of no visibility timeout. Its handler gets an event without records.
 */
export async function warmUp(t: TestContext, cloud: Cloud, environments = 1): Promise<void> {
  const client = new LambdaClient({
    endpoint: cloud.endpoints.lambda,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(() => client.destroy());
  const call = () =>
    client.send(new InvokeCommand({ FunctionName: 'Test-Function', Payload: '{"Records":[]}' }));
  await Promise.all(Array.from({ length: environments }, call));
}
