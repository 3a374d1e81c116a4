import { DynamoDBClient, ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

/** More writes than the five minutes of a table that takes thirty a second. */
const most = 10_000;

/**
 * Writes one item until the table refuses: DynamoDB saves up to five minutes of unused capacity and lets a burst have it, which
 * would hide for minutes that the table is too small. The client makes one attempt: while it waited to try again, new
 * capacity would be saved.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html
 */
export async function spendSavedCapacity(
  { config }: DynamoDBDocumentClient,
  TableName: string,
  Item: Record<string, string>,
): Promise<void> {
  const { region, endpoint, credentials } = config;
  const client = new DynamoDBClient({ region, ...(endpoint && { endpoint }), credentials, maxAttempts: 1 });
  const documents = DynamoDBDocumentClient.from(client);
  try {
    for (let written = 0; written < most; written += 1)
      await documents.send(new PutCommand({ TableName, Item }));
  } catch (error) {
    if (error instanceof ProvisionedThroughputExceededException) return;
    throw error;
  } finally {
    client.destroy();
  }
  throw new Error(`The table took ${most} writes without refusing one: its capacity is not limited.`);
}
