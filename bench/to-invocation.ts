import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Cloud } from '#local-cloud/cloud.ts';
import { startCloud } from '#local-cloud/index.ts';
import { RuntimeProcess } from '#local-cloud/services/lambda/runtime-process.ts';
import { writeAssembly } from '#local-cloud/testing/assembly.ts';
import { functionResource } from '#local-cloud/testing/templates.ts';
import { alternate } from './alternate.ts';
import { closedLoop, type Sample } from './closed-loop.ts';
import { type Ratio, ratioOf } from './ratio.ts';

const code = 'exports.handler = async ({ Records }) => Records.length;';

/** What is sent to a function through, and how. */
const roads = {
  stream: {
    resources: {
      Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Stream', 'Arn'] },
          FunctionName: { Ref: 'Function' },
          StartingPosition: 'TRIM_HORIZON',
        },
      },
    },
    sender: (cloud: Cloud) => {
      const client = new KinesisClient({ endpoint: cloud.endpoints.kinesis, ...local });
      const send = (text: string) =>
        client.send(
          new PutRecordCommand({ StreamName: 'Test-Stream', PartitionKey: text, Data: Buffer.from(text) }),
        );
      return { send, close: () => client.destroy() };
    },
  },
  topic: {
    resources: {
      Topic: {
        Type: 'AWS::SNS::Topic',
        Properties: {
          Subscription: [{ Protocol: 'lambda', Endpoint: { 'Fn::GetAtt': ['Function', 'Arn'] } }],
        },
      },
    },
    sender: (cloud: Cloud) => {
      const client = new SNSClient({ endpoint: cloud.endpoints.sns, ...local });
      const send = (Message: string) =>
        client.send(
          new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:Test-Topic', Message }),
        );
      return { send, close: () => client.destroy() };
    },
  },
};

const local = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
};

/**
 * Milliseconds from sending a record or a message until the function has worked on it, one at a time, beside the limit:
 * the same handler in an execution environment with no cloud around it, called by message.
 */
export async function benchToInvocation(options: {
  rounds: number;
  seconds: number;
}): Promise<{ samples: Record<string, Sample[]>; ratios: Ratio[] }> {
  const samples: Record<string, Sample[]> = {};
  const ratios: Ratio[] = [];
  const limit = await startLimit();
  try {
    for (const [name, road] of Object.entries(roads)) {
      const undo: (() => unknown)[] = [];
      const assembly = writeAssembly(
        { after: (fn) => void undo.push(fn as () => unknown) },
        { Resources: { Function: functionResource(code), ...road.resources } },
      );
      const cloud = await startCloud({
        assembly,
        settings: {
          kinesisShardLimits: { writeRecords: 1e6, writeBytes: 1e9, reads: 1e6, readBytes: 1e9 },
        },
      });
      const { send, close } = road.sender(cloud);
      const sendAndAwait = async (order: number): Promise<boolean> => {
        const ended = new Promise<boolean>((resolve) => {
          const stop = cloud.subscribe((event) => {
            if (event.type !== 'invocation-ended') return;
            stop();
            resolve(event.outcome === 'succeeded');
          });
        });
        await send(String(order));
        return ended;
      };
      const [through, direct] = await alternate(options.rounds, name, [
        () => closedLoop([sendAndAwait], { seconds: options.seconds }),
        () => closedLoop([limit.call], { seconds: options.seconds }),
      ]);
      close();
      await cloud.close();
      for (const each of undo) each();
      samples[`through a ${name}`] = through;
      samples[`limit beside the ${name}`] = direct;
      ratios.push(
        ratioOf(
          `p50 from sending to the end of the invocation, ${name} ÷ the handler called directly`,
          through.map(({ msP50 }) => msP50),
          direct.map(({ msP50 }) => msP50),
        ),
      );
    }
  } finally {
    await limit.close();
  }
  return { samples, ratios };
}

/** The handler in one execution environment of its own. */
async function startLimit() {
  const directory = mkdtempSync(join(tmpdir(), 'bench-limit-'));
  writeFileSync(join(directory, 'index.js'), code);
  const worker = new RuntimeProcess({
    runtime: {
      directory,
      handler: 'index.handler',
      functionName: 'limit',
      functionVersion: '$LATEST',
      memoryMiB: 128,
      nodeMajor: 24,
      logGroupName: '/aws/lambda/bench',
      logStreamName: 'limit',
      trustedCertificate: undefined,
      ownHostPort: undefined,
    },
    variables: { PATH: process.env.PATH ?? '', AWS_REGION: 'us-east-1' },
    onLog: () => {},
  });
  const { ended } = await worker.initialize(60_000);
  if (ended !== 'ready') throw new Error(`The bare handler did not load: ${ended}.`);
  return {
    async call(order: number): Promise<boolean> {
      const result = await worker.run(
        {
          invocationId: `limit-${order}`,
          functionArn: 'limit',
          payload: JSON.stringify({ Records: [{ kinesis: { data: btoa(String(order)) } }] }),
          clientContext: undefined,
          deadlineMs: Date.now() + 10_000,
          faults: { delayMs: 0, fail: false },
        },
        10_000,
      );
      return result.ended === 'succeeded';
    },
    async close(): Promise<void> {
      await worker.kill();
      rmSync(directory, { recursive: true });
    },
  };
}
