import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Decision, StepState } from './decide.ts';

export const documents = DynamoDBDocumentClient.from(new DynamoDBClient());

/** What a service’s table knows of an order. */
export async function knownState(
  TableName: string | undefined,
  orderId: string,
): Promise<StepState | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }),
  );
  return Item?.state;
}

/** That a row is still as it was read. */
export const unchanged = (known: StepState | undefined) =>
  known
    ? {
        ConditionExpression: '#state = :known',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':known': known },
      }
    : { ConditionExpression: 'attribute_not_exists(orderId)' };

/** Reads, decides, and stores what was decided if the row is still as it was read; reads again where it is not. */
export async function settle(
  TableName: string | undefined,
  orderId: string,
  decide: (known: StepState | undefined) => Promise<Decision>,
): Promise<StepState> {
  for (;;) {
    const known = await knownState(TableName, orderId);
    const { store, tell } = await decide(known);
    if (!store) return tell;
    try {
      await documents.send(
        new PutCommand({ TableName, Item: { orderId, state: store }, ...unchanged(known) }),
      );
      return tell;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
