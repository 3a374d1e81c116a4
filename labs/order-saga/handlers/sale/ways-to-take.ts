import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

const TableName = process.env.STOCK_TABLE;
const shards = Number(process.env.SHARDS);
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** How taking one piece of an item went. */
export interface Taking {
  isTaken: boolean;
  /** The counters that were asked to go down, in order, e.g. `espresso#0`. */
  asked: string[];
}

/** Takes one piece of `item`, if there is one; `pay` is what has to happen between looking and having it. */
export type Take = (item: string, pay: () => Promise<void>) => Promise<Taking>;

// #region read-then-write
/** Reads how many are left, sells, and writes one less. */
const readThenWrite: Take = async (item, pay) => {
  const counter = `${item}#0`;
  const { Item } = await table.send(new GetCommand({ TableName, Key: { counter }, ConsistentRead: true }));
  const left = Number(Item?.left ?? 0);
  if (left <= 0) return { isTaken: false, asked: [] };
  await pay();
  await table.send(
    new UpdateCommand({
      TableName,
      Key: { counter },
      UpdateExpression: 'SET #left = :left',
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':left': left - 1 },
    }),
  );
  return { isTaken: true, asked: [counter] };
};
// #endregion read-then-write

// #region conditional
/** Counts one down where something is left: the table decides, in one step. */
async function countDown(counter: string): Promise<boolean> {
  try {
    await table.send(
      new UpdateCommand({
        TableName,
        Key: { counter },
        UpdateExpression: 'SET #left = #left - :one',
        ConditionExpression: '#left >= :one',
        ExpressionAttributeNames: { '#left': 'left' },
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Takes first, and pays for what it has. */
const conditional: Take = async (item, pay) => {
  const counter = `${item}#0`;
  if (!(await countDown(counter))) return { isTaken: false, asked: [counter] };
  await pay();
  return { isTaken: true, asked: [counter] };
};
// #endregion conditional

// #region sharded
/** The stock lies in several counters: begins at any of them, and asks the next where nothing is left. */
const sharded: Take = async (item, pay) => {
  const first = Math.floor(Math.random() * shards);
  const asked: string[] = [];
  for (let step = 0; step < shards; step += 1) {
    const counter = `${item}#${(first + step) % shards}`;
    asked.push(counter);
    if (!(await countDown(counter))) continue;
    await pay();
    return { isTaken: true, asked };
  }
  return { isTaken: false, asked };
};
// #endregion sharded

export const waysToTake: Record<string, Take> = { 'read-then-write': readThenWrite, conditional, sharded };
