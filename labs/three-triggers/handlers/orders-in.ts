import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEventV2, DynamoDBStreamEvent, S3Event } from 'aws-lambda';
import { type Order, parseOrder } from './order.ts';

/** What the handler is called with: each trigger has an event of its own. */
export type TriggerEvent = APIGatewayProxyEventV2 | S3Event | DynamoDBStreamEvent;

const files = new S3Client();

/** The orders that an event is about, whichever of the triggers it comes from. */
export async function ordersIn(event: TriggerEvent): Promise<Order[]> {
  if (!('Records' in event)) return [parseOrder(bodyOf(event))];
  return Promise.all(event.Records.map((record) => ('s3' in record ? inFile(record) : inRow(record))));
}

// #region file
async function inFile({ s3: { bucket, object } }: S3Event['Records'][0]): Promise<Order> {
  const Key = decodeURIComponent(object.key.replaceAll('+', ' '));
  const { Body } = await files.send(new GetObjectCommand({ Bucket: bucket.name, Key }));
  return parseOrder(await Body?.transformToString());
}
// #endregion file

const inRow = ({ dynamodb }: DynamoDBStreamEvent['Records'][0]): Order => ({
  orderId: dynamodb?.NewImage?.orderId?.S ?? '',
  item: dynamodb?.NewImage?.item?.S ?? '',
});

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
