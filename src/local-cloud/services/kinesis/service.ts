import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { Kinesis } from './kinesis.ts';
import { KinesisApi } from './kinesis-api.ts';
import { kinesisStream } from './resources/stream.ts';
import { kinesisSettings } from './settings.ts';

/** Amazon Kinesis Data Streams: streams of shards, with what each takes and gives in a second. */
export const kinesis = defineService({
  name: 'kinesis',
  endpoints: ['kinesis'],
  settings: kinesisSettings,
  eventSource: 'stream',
  resourceTypes: () => [kinesisStream],
  typesWithoutEffect: withoutEffect('every call is allowed: IAM is not emulated', [
    'AWS::Kinesis::ResourcePolicy',
  ]),
  notShown: [
    {
      service: 'Kinesis Data Streams',
      name: 'the metrics GetRecords.* count the reads of every consumer, Lambda’s pollers included',
      here: 'They count calls of GetRecords. How far a function is behind, Lambda’s metric IteratorAge tells.',
      source: 'https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html',
    },
    {
      service: 'Kinesis Data Streams',
      name: 'a stream of the mode ON_DEMAND gets more shards as its traffic grows',
      here: 'It keeps the four shards that it begins with, each with the limits of a shard.',
      source: 'https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html',
    },
    {
      service: 'Lambda with Kinesis',
      name: 'a mapping polls each shard once a second, and takes part in what the shard gives to its readers',
      here: 'It sees a record at once, and nothing of the shard’s limits on reading is used up by it.',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html',
    },
  ],
  async start(kernel, settings) {
    const running = new Kinesis(kernel, settings);
    const api = await KinesisApi.start(running, kernel.callers);
    return {
      running,
      addresses: { kinesis: api.address },
      source: (arn) => running.source(arn),
      call: (action, input, caller) => api.call(action, input, caller),
      close: () => api.close(),
    };
  },
});
