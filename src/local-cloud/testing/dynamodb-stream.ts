import type { TestContext } from 'node:test';
import type { CloudEvent } from '../../content/event.ts';
import { startTable, tableResource } from './dynamodb.ts';
import { functionResource } from './templates.ts';

/** Prints the records of a batch as JSON; fails when one of them is of the item `poison`. */
export const printingRecords = `
  exports.handler = async (event) => {
    console.log(JSON.stringify(event.Records));
    if (event.Records.some((each) => each.dynamodb.Keys.id.S === 'poison')) throw new Error('poison');
  };`;

/** A record as a function has seen it. */
export interface SeenRecord {
  eventName: string;
  eventSourceARN: string;
  userIdentity?: unknown;
  dynamodb: {
    Keys: { id: { S: string } };
    NewImage?: unknown;
    OldImage?: unknown;
    SequenceNumber: string;
    StreamViewType: string;
  };
}

/** A table whose stream is mapped to a function; `batches` are what the function has seen. */
export async function startStream(
  t: TestContext,
  options: {
    code?: string;
    viewType?: string;
    mapping?: Record<string, unknown>;
    fn?: Record<string, unknown>;
    table?: Record<string, unknown>;
    timeScale?: number;
  } = {},
) {
  const {
    code = printingRecords,
    viewType = 'NEW_AND_OLD_IMAGES',
    mapping = {},
    fn = {},
    table = {},
  } = options;
  const bench = await startTable(
    t,
    tableResource({ StreamSpecification: { StreamViewType: viewType }, ...table }),
    {
      settings: { timeScale: options.timeScale ?? 0.01 },
      resources: {
        Function: functionResource(code, fn),
        Failures: { Type: 'AWS::SQS::Queue', Properties: {} },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
            FunctionName: { Ref: 'Function' },
            StartingPosition: 'TRIM_HORIZON',
            ...mapping,
          },
        },
      },
    },
  );
  const batches = (): SeenRecord[][] =>
    bench.events.flatMap((event) =>
      event.type === 'log-line' && event.line.startsWith('[') ? [JSON.parse(event.line)] : [],
    );
  const ids = (batch: SeenRecord[]) => batch.map((each) => each.dynamodb.Keys.id.S);
  const seen = () => batches().map(ids);
  return {
    ...bench,
    batches,
    /** The ids of the items of each batch. */
    seen,
    /** For records that do not last: one that a busy machine leaves lying is discarded, and the next one is not. */
    async putUntilSeen(id: string): Promise<void> {
      for (let attempt = 1; !seen().flat().includes(id); attempt += 1) await bench.put({ id, attempt });
    },
    /** Waits until the function has seen a record of this item. */
    hasSeen: (id: string) =>
      bench.eventually(
        (event) => event.type === 'log-line' && event.line.includes(`"Keys":{"id":{"S":"${id}"}}`),
      ),
    until: (matches: (event: CloudEvent) => boolean) => bench.eventually(matches),
  };
}
