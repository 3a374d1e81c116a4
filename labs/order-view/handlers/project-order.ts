import { setTimeout as wait } from 'node:timers/promises';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AttributeValue, DynamoDBStreamEvent } from 'aws-lambda';

const TableName = process.env.VIEW_TABLE;
const view = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Brings the view up to each change of the orders table, as late as the setting says. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
  for (const { dynamodb } of Records) {
    if (dynamodb?.NewImage) await show(dynamodb.NewImage);
  }
}

async function show({ customer, orderId, item, version, writtenAt }: Record<string, AttributeValue>) {
  await wait(Math.max(0, Number(writtenAt?.N) + Number(process.env.LAG_MS) - Date.now()));
  try {
    await view.send(
      new PutCommand({
        TableName,
        Item: {
          customer: customer?.S,
          orderId: orderId?.S,
          item: item?.S,
          version: Number(version?.N),
          shownAt: Date.now(),
        },
        // A record that comes again must not bring back what was before.
        ConditionExpression: 'attribute_not_exists(orderId) OR #version < :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': Number(version?.N) },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
