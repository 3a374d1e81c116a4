import { setTimeout as wait } from 'node:timers/promises';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { partitionKeys } from './partition-key.ts';
import { parseReadings, type Reading } from './reading.ts';

const stream = new KinesisClient();
const StreamName = process.env.STREAM_NAME;
const keyOf = partitionKeys[process.env.PARTITION_KEY ?? 'device'];
const attempts = process.env.ON_REFUSED === 'resend' ? 60 : 1;

/** Puts up to 500 readings into the stream and answers 202: 400 when the body holds none, 503 when some stay refused. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const readings = parseReadings(bodyOf(request));
  if (!readings) return json(400, { message: 'Send 1 to 500 readings with device and number, as JSON.' });

  // #region put
  let refused = readings;
  for (let attempt = 1; refused.length > 0 && attempt <= attempts; attempt += 1) {
    if (attempt > 1) await wait(100);
    refused = await put(refused);
  }
  if (refused.length > 0 && attempts > 1) return json(503, { refused: refused.length });
  return json(202, { accepted: readings.length });
  // #endregion put
}

/** Puts readings with one call, and gives those that were refused: the call itself succeeds all the same. */
async function put(readings: Reading[]): Promise<Reading[]> {
  const { Records = [] } = await stream.send(
    new PutRecordsCommand({
      StreamName,
      Records: readings.map((reading) => ({
        PartitionKey: keyOf?.(reading),
        Data: Buffer.from(JSON.stringify(reading)),
      })),
    }),
  );
  return readings.filter((_, index) => Records[index]?.ErrorCode !== undefined);
}

const json = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
