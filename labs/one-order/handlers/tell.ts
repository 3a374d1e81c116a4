import type { DynamoDBStreamEvent } from 'aws-lambda';
import { log, orOwn } from './correlation.ts';

/** Tells the kitchen of each order that was stored: here, a line in the log. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
  for (const { dynamodb } of Records) {
    if (dynamodb?.NewImage) log('tell', orOwn(dynamodb.NewImage.correlationId?.S));
  }
}
