import { type DynamoDBDocumentClient, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';

type Key = Record<string, string | number>;

/** Whether a consistent read finds the item with this primary key. */
export async function isReadable(
  documents: DynamoDBDocumentClient,
  TableName: string,
  Key: Key,
  abortSignal?: AbortSignal,
): Promise<boolean> {
  const { Item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }), {
    abortSignal,
  });
  return Item !== undefined;
}

/** All items whose attribute `name` is `value`, by a consistent scan. */
export async function itemsWhere(
  documents: DynamoDBDocumentClient,
  TableName: string,
  name: string,
  value: string,
): Promise<Record<string, unknown>[]> {
  const pages = paginateScan(
    { client: documents },
    {
      TableName,
      ConsistentRead: true,
      FilterExpression: '#name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    },
  );
  const items: Record<string, unknown>[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}
