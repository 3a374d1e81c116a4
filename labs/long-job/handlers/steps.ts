import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

/** What a report is made of, in order. */
export const steps = ['collect', 'clean', 'join', 'count', 'draw', 'write', 'print'];

const documents = DynamoDBDocumentClient.from(new DynamoDBClient());

/**
 * Does a step: takes its time, and leaves something outside of the worker, as a paid call or an e-mail would. Each run
 * leaves its own.
 */
export async function doStep(reportId: string, step: string): Promise<void> {
  await wait(Number(process.env.SERVICE_MS));
  await documents.send(
    new PutCommand({
      TableName: process.env.WORK_TABLE,
      Item: { reportId, done: `${step} ${randomUUID()}`, step },
    }),
  );
}
