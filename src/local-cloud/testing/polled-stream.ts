import type { KinesisStreamRecord } from 'aws-lambda';
import type { InvocationRequest, InvocationResult } from '../kernel/contracts/invocation.ts';
import { Kernel } from '../kernel/kernel.ts';
import { kernelSettings } from '../kernel/settings.ts';
import { equalRanges } from '../services/kinesis/hash-range.ts';
import { Kinesis } from '../services/kinesis/kinesis.ts';
import { KinesisApi } from '../services/kinesis/kinesis-api.ts';
import { kinesisSettings, type ShardLimits } from '../services/kinesis/settings.ts';
import { streamSourceOf } from '../services/kinesis/stream-source.ts';
import { StreamEventSource } from '../services/lambda/event-sources/stream-event-source.ts';
import type { StreamMappingOptions } from '../services/lambda/event-sources/stream-mapping-options.ts';
import type { Scope } from './assembly.ts';
import { Watch } from './watch.ts';

/** A record as the function of `poll` gets it. */
export interface PolledRecord {
  key: string;
  text: string;
  sequenceNumber: string;
  shardId: string;
}

/** What the function of `poll` answers: an answer's JSON value, or what befalls its invocation. */
export type PolledAnswer = 'done' | 'fails' | 'throttled' | 'unavailable' | { answer: unknown };

const error = { errorType: 'Error', errorMessage: 'on purpose' };

/**
 * The stream and the poller of the local cloud without HTTP and without processes: a test says what the function does.
 * Waits that AWS fixes take next to no time.
 */
export function polledStream(
  t: Scope,
  { shardCount = 1, limits }: { shardCount?: number; limits?: Partial<ShardLimits> } = {},
) {
  const kernel = new Kernel({ settings: { ...kernelSettings, timeScale: 0.00001 }, resources: [] });
  const kinesis = new Kinesis(kernel, {
    kinesisShardLimits: { ...kinesisSettings.kinesisShardLimits, ...limits },
  });
  const api = KinesisApi.inside(kinesis, kernel.callers);
  const stream = kinesis.streams.create({ name: 'stream', mode: 'PROVISIONED', shardCount });
  stream.status = 'ACTIVE';
  // As long as may be: on this clock a day is over in a second.
  stream.retentionHours = 8_760;
  const sources: StreamEventSource[] = [];
  t.after(() => {
    for (const each of sources) each.stop();
    kernel.close();
  });
  const putAll = async (...records: { key: string; text: string }[]) =>
    (
      (await api.call(
        'PutRecords',
        {
          StreamName: 'stream',
          Records: records.map(({ key, text }) => ({
            PartitionKey: key,
            Data: Buffer.from(text).toString('base64'),
          })),
        },
        {},
      )) as { Records: { ShardId?: string; SequenceNumber?: string; ErrorCode?: string }[] }
    ).Records;
  return {
    stream,
    /** Where an on-failure destination is found. */
    targets: kernel.targets,
    watch: new Watch({ subscribe: (listener) => kernel.events.subscribe(listener) }),
    putAll,
    put: async (key: string, text: string) => (await putAll({ key, text }))[0],
    /** Closes all open shards and opens so many others. */
    reshard: (count: number) => stream.reshard(stream.openShards, equalRanges(count)),
    /** Maps the stream to a function. */
    poll(
      mapping: Partial<StreamMappingOptions>,
      // biome-ignore lint/suspicious/noExplicitAny: the event as JSON has it
      fn: (records: PolledRecord[], event: any) => Promise<PolledAnswer>,
    ): StreamEventSource {
      const invoke = async ({ payload }: InvocationRequest): Promise<InvocationResult> => {
        const event = JSON.parse(JSON.stringify(payload)) as { Records: KinesisStreamRecord[] };
        const records = event.Records.map(({ kinesis: { partitionKey, data, sequenceNumber }, eventID }) => ({
          key: partitionKey,
          text: Buffer.from(data, 'base64').toString(),
          sequenceNumber,
          shardId: eventID.split(':')[0] as string,
        }));
        const answer = await fn(records, event);
        if (typeof answer === 'object') return { outcome: 'succeeded', payload: answer.answer };
        switch (answer) {
          case 'done':
            return { outcome: 'succeeded', payload: null };
          case 'fails':
            return { outcome: 'failed', error };
          case 'unavailable':
            return { outcome: 'unavailable', error };
          case 'throttled':
            return { outcome: 'throttled', reason: 'ConcurrentInvocationLimitExceeded' };
        }
      };
      const source = new StreamEventSource({
        stream: streamSourceOf(stream),
        fn: { logicalId: 'Function', arn: 'arn', version: '$LATEST', invoke },
        startingPosition: { type: 'TRIM_HORIZON' },
        batchSize: 100,
        batchWindowSeconds: 0,
        parallelizationFactor: 1,
        maximumRetryAttempts: undefined,
        maximumRecordAgeSeconds: undefined,
        bisectBatchOnFunctionError: false,
        reportBatchItemFailures: false,
        tumblingWindowSeconds: 0,
        filters: [],
        onFailureArn: undefined,
        clock: kernel.clock,
        events: kernel.events,
        targets: kernel.targets,
        ...mapping,
      });
      sources.push(source);
      source.start();
      return source;
    },
    /** Closes the stream’s shards. Resolves when its pollers have read them to their ends. */
    async end(): Promise<void> {
      stream.end();
      await Promise.all(sources.map((each) => each.readToEnd()));
    },
  };
}
