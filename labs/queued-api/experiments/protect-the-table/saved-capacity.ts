import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

/** More writes than a table can have saved in the minutes of a lab. */
const most = 2_000;

/**
 * Writes until the table refuses: DynamoDB saves up to five minutes of unused capacity and lets a burst have it, which
 * would hide for minutes that the table is too small.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html
 */
export async function spendSavedCapacity(
  documents: DynamoDBDocumentClient,
  TableName: string,
): Promise<void> {
  const Item = { orderId: 'nobody’s', customer: 'nobody' };
  for (let written = 0; written < most; written += 1) {
    const { $metadata } = await documents.send(new PutCommand({ TableName, Item }));
    // The SDK has tried again what the table refused.
    if (($metadata.attempts ?? 1) > 1) return;
  }
  throw new Error(`The table took ${most} writes without refusing one: its capacity is not limited.`);
}
