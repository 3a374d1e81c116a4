import type { TestContext } from 'node:test';
import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  KinesisClient,
  type KinesisClientConfig,
  ListShardsCommand,
  PutRecordCommand,
  type PutRecordCommandInput,
  PutRecordsCommand,
  type _Record as ReadRecord,
} from '@aws-sdk/client-kinesis';
import type { Cloud } from '../cloud.ts';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { startTemplate } from './assembly.ts';
import { Watch } from './watch.ts';

/** A provisioned stream of one shard. */
export const streamResource = (properties: Record<string, unknown> = {}): TemplateResource => ({
  Type: 'AWS::Kinesis::Stream',
  Properties: { ShardCount: 1, ...properties },
});

/** The SDK's client as it is made by default: it speaks HTTP/2. It never tries again. */
export function kinesisClient(t: TestContext, cloud: Cloud, config: KinesisClientConfig = {}): KinesisClient {
  const client = new KinesisClient({
    endpoint: cloud.endpoints.kinesis,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    ...config,
  });
  t.after(() => client.destroy());
  return client;
}

/** A hash key in each of so many equal shards. */
export const hashKeyIn = (shard: number, shards: number): string =>
  String((2n ** 128n / BigInt(shards)) * BigInt(shard) + 1n);

/** A cloud with the stream `Stream`, and short ways to put and read its records. */
export async function startStreams(
  t: TestContext,
  options: {
    stream?: Record<string, unknown>;
    resources?: Record<string, TemplateResource>;
    settings?: Partial<CloudSettings>;
  } = {},
) {
  const resources = { Stream: streamResource(options.stream), ...options.resources };
  const Outputs = Object.fromEntries(Object.keys(resources).map((each) => [each, { Value: { Ref: each } }]));
  const cloud = await startTemplate(t, { Resources: resources, Outputs }, options.settings);
  const client = kinesisClient(t, cloud);
  const StreamName = 'Test-Stream';
  const iterator = async (input: Partial<GetShardIteratorCommandInput> = {}) =>
    (
      await client.send(
        new GetShardIteratorCommand({
          StreamName,
          ShardId: 'shardId-000000000000',
          ShardIteratorType: 'TRIM_HORIZON',
          ...input,
        }),
      )
    ).ShardIterator as string;
  return {
    cloud,
    client,
    StreamName,
    StreamARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`,
    watch: new Watch(cloud),
    put: (text: string, more: Partial<PutRecordCommandInput> = {}) =>
      client.send(
        new PutRecordCommand({ StreamName, Data: Buffer.from(text), PartitionKey: 'key', ...more }),
      ),
    putAll: (...records: { key: string; text: string; hashKey?: string }[]) =>
      client.send(
        new PutRecordsCommand({
          StreamName,
          Records: records.map(({ key, text, hashKey }) => ({
            Data: Buffer.from(text),
            PartitionKey: key,
            ...(hashKey !== undefined && { ExplicitHashKey: hashKey }),
          })),
        }),
      ),
    iterator,
    /** What one call of GetRecords gives from a position. */
    read: async (input: Partial<GetShardIteratorCommandInput> = {}, Limit?: number) =>
      client.send(new GetRecordsCommand({ ShardIterator: await iterator(input), Limit })),
    shards: async () => (await client.send(new ListShardsCommand({ StreamName }))).Shards ?? [],
    /** Resolves when a change of the stream is made. */
    async active(name = StreamName) {
      for (;;) {
        const { StreamDescriptionSummary } = await client.send(
          new DescribeStreamSummaryCommand({ StreamName: name }),
        );
        if (StreamDescriptionSummary?.StreamStatus === 'ACTIVE') return StreamDescriptionSummary;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

export const textsOf = (records: ReadRecord[] | undefined): string[] =>
  (records ?? []).map(({ Data }) => Buffer.from(Data ?? []).toString());
