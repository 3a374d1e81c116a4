import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';

const TableName = process.env.CONNECTIONS_TABLE;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());
const sockets = new ApiGatewayManagementApiClient({ endpoint: process.env.CALLBACK_URL });

/** No connection lasts longer. DynamoDB deletes the row some time after that: a net, should no 410 have removed it. */
const lifetimeSeconds = 2 * 60 * 60;

export const register = (connectionId: string, customer: string) =>
  table.send(
    new PutCommand({
      TableName,
      Item: { connectionId, customer, expiresAt: Math.floor(Date.now() / 1000) + lifetimeSeconds },
    }),
  );

/** Whose connection it is. */
export async function customerOf(connectionId: string): Promise<string | undefined> {
  const { Item } = await table.send(
    new GetCommand({ TableName, Key: { connectionId }, ConsistentRead: true }),
  );
  return Item?.customer;
}

/** Every connection that a customer is known to have; some of them may be gone. */
export async function connectionsOf(customer: string): Promise<string[]> {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName,
      IndexName: 'byCustomer',
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': customer },
    }),
  );
  return Items.map(({ connectionId }) => connectionId);
}

// #region post
/** Posts to one connection. One that is gone is forgotten when the post is answered 410: a $disconnect is not promised. */
export async function post(ConnectionId: string, message: object): Promise<void> {
  try {
    await sockets.send(new PostToConnectionCommand({ ConnectionId, Data: JSON.stringify(message) }));
  } catch (error) {
    if (!(error instanceof GoneException)) throw error;
    await table.send(new DeleteCommand({ TableName, Key: { connectionId: ConnectionId } }));
  }
}
// #endregion post
