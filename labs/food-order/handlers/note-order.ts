import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';

const { TOLD_TABLE: TableName, READER: reader } = process.env;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Stands in for the work of a kitchen, a courier or a mailer: notes that it was told of an order, and how often. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const { orderId, customer, status } = JSON.parse(body).detail;
    await table.send(
      new UpdateCommand({
        TableName,
        Key: { orderId, reader },
        UpdateExpression: 'SET customer = :customer, #status = :status ADD times :one',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':customer': customer, ':status': status, ':one': 1 },
      }),
    );
  }
}
