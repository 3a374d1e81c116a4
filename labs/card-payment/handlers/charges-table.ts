import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ChargeEvent } from './charge-event.ts';

const TableName = process.env.CHARGES_TABLE_NAME;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

// #region apply
/** Stores what an event says of a charge: whatever it is, or only when it is newer than what is known. */
export async function apply({ charge }: ChargeEvent, onlyNewer: boolean): Promise<void> {
  const Item = { chargeId: charge.id, ...charge };
  const condition = {
    ConditionExpression: 'attribute_not_exists(version) OR version < :version',
    ExpressionAttributeValues: { ':version': charge.version },
  };
  try {
    await table.send(new PutCommand({ TableName, Item, ...(onlyNewer && condition) }));
  } catch (error) {
    // A second delivery, or an event that was overtaken: all that it says is known.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
// #endregion apply
