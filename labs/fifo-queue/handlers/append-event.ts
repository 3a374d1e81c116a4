import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent, SQSRecord } from 'aws-lambda';

const TableName = process.env.TABLE_NAME;
const serviceMs = Number(process.env.SERVICE_MS);
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Works on the events of a batch one after the other. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const message of Records) await append(message);
}

/** Works on an event and appends it to what its customer has gone through. Throws when it has no number. */
async function append({ body }: SQSRecord): Promise<void> {
  const { customer, step } = JSON.parse(body);
  if (!Number.isInteger(step)) throw new Error(`The event of ${customer} has no number: ${body}`);
  const from = Date.now();
  await work();
  await table.send(
    new UpdateCommand({
      TableName,
      Key: { customer },
      UpdateExpression: 'SET steps = list_append(if_not_exists(steps, :none), :step)',
      ExpressionAttributeValues: { ':none': [], ':step': [{ step, from, to: Date.now() }] },
    }),
  );
}

/** Some events take longer than others. */
const work = () => wait(serviceMs * (0.5 + Math.random()));
