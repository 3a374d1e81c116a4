import type { TestContext } from 'node:test';
import type { CloudSettings } from '../settings.ts';
import { startStreams } from './kinesis.ts';
import { functionResource, queueResource } from './templates.ts';

/** Prints each event, its records as texts; fails when one of them is `poison`. */
export const printingTexts = `
  const textOf = ({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString();
  exports.handler = async ({ Records, ...rest }) => {
    const texts = Records.map(textOf);
    console.log(JSON.stringify({ texts, first: Records[0], ...rest }));
    if (texts.includes('poison')) throw new Error('poison');
  };`;

/** An event as the function printed it. */
export interface SeenEvent {
  texts: string[];
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it looks at
  first: any;
  state?: Record<string, number>;
  shardId?: string;
  window?: { start: string; end: string };
  isFinalInvokeForWindow?: boolean;
  isWindowTerminatedEarly?: boolean;
}

/** A stream of Kinesis that is mapped to the function `Function`; `seen` are the events that it was given. */
export async function startMappedStream(
  t: TestContext,
  options: {
    code?: string;
    stream?: Record<string, unknown>;
    mapping?: Record<string, unknown>;
    fn?: Record<string, unknown>;
    settings?: Partial<CloudSettings>;
  } = {},
) {
  const { code = printingTexts, mapping = {}, fn = {}, stream = {} } = options;
  const bench = await startStreams(t, {
    stream,
    settings: { timeScale: 0.01, ...options.settings },
    resources: {
      Function: functionResource(code, fn),
      Failures: queueResource(),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Stream', 'Arn'] },
          FunctionName: { Ref: 'Function' },
          StartingPosition: 'TRIM_HORIZON',
          ...mapping,
        },
      },
    },
  });
  const { watch } = bench;
  const seen = (): SeenEvent[] =>
    watch.of('log-line').flatMap(({ line }) => (line.startsWith('{"texts"') ? [JSON.parse(line)] : []));
  const batches = () => seen().map(({ texts }) => texts);
  return {
    ...bench,
    seen,
    /** The texts of the records of each event. */
    batches,
    /** For records that do not last: one that a busy machine leaves lying is discarded, and the next one is not. */
    async putUntilSeen(text: string): Promise<void> {
      while (!batches().flat().includes(text)) await bench.put(text);
    },
    hasSeen: (...texts: string[]) =>
      watch.until(
        () => texts.every((text) => seen().some((each) => each.texts.includes(text))),
        `the function sees ${texts.join(', ')}`,
      ),
  };
}

/** Sends what discarded records leave to the queue `Failures`. */
export const toFailures = {
  DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failures', 'Arn'] } } },
};
