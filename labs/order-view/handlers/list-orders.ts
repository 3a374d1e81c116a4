import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const TableName = process.env.VIEW_TABLE;
const view = DynamoDBDocumentClient.from(new DynamoDBClient());
const patienceMs = 5_000;
const betweenLooksMs = 50;

/**
 * Answers with a customer's orders as the view has them. With `consistent=1` it reads the view with strong consistency;
 * with `seen=<orderId>.<version>` it answers when the view has come that far, or 503 when it does not in time.
 */
export async function handler({
  pathParameters,
  queryStringParameters,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const customer = pathParameters?.customer ?? '';
  const consistent = queryStringParameters?.consistent === '1';
  const seen = queryStringParameters?.seen;

  // #region token
  const until = Date.now() + patienceMs;
  for (let looks = 1; ; looks += 1) {
    const orders = await ordersOf(customer, consistent);
    if (!seen || hasCome(orders, seen)) return json(200, { orders, looks });
    if (Date.now() > until) return json(503, { message: 'This list is behind. Ask again.' });
    await wait(betweenLooksMs);
  }
  // #endregion token
}

interface Row {
  orderId: string;
  item: string;
  version: number;
}

async function ordersOf(customer: string, ConsistentRead: boolean): Promise<Row[]> {
  const { Items = [] } = await view.send(
    new QueryCommand({
      TableName,
      ConsistentRead,
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': customer },
    }),
  );
  return Items.map(({ orderId, item, version }) => ({ orderId, item, version }));
}

/** Whether the rows hold the order of `<orderId>.<version>` in that version or a later one. */
function hasCome(rows: Row[], seen: string): boolean {
  const [orderId, version] = seen.split('.');
  return rows.some((row) => row.orderId === orderId && row.version >= Number(version));
}

const json = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
