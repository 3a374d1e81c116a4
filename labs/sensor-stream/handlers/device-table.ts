import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Sums } from './sums.ts';

const TableName = process.env.TABLE_NAME;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** A reading that was worked on; all times in Unix ms. */
export interface StoredReading {
  number: number;
  celsius: number;
  /** When it came into the stream. */
  arrivedAt: number;
  from: number;
  to: number;
}

/** Appends readings to what their device has measured. */
export const appendReadings = (device: string, readings: StoredReading[]) =>
  table.send(
    new UpdateCommand({
      TableName,
      Key: { device },
      UpdateExpression: 'SET readings = list_append(if_not_exists(readings, :none), :readings)',
      ExpressionAttributeValues: { ':none': [], ':readings': readings },
    }),
  );

/** Adds to what was counted and summed under this name. Done twice, it counts twice. */
export const addSums = (device: string, { readings, celsius }: Sums) =>
  table.send(
    new UpdateCommand({
      TableName,
      Key: { device },
      UpdateExpression: 'ADD counted :readings, celsius :celsius',
      ExpressionAttributeValues: { ':readings': readings, ':celsius': celsius },
    }),
  );

/** Stores what was counted and summed under this name, in the place of what was there. Done twice, it is the same. */
export const putSums = (device: string, { readings, celsius }: Sums) =>
  table.send(new PutCommand({ TableName, Item: { device, counted: readings, celsius } }));
