import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseOrder } from './order.ts';

const TableName = process.env.ORDERS_TABLE;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Stores an order, or a change of one, and answers 201 with its version: 400 when it is none, 404 when it is not theirs. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const order = parseOrder(bodyOf(request));
  if (!order) return json(400, { message: 'An order needs customer and item, as JSON.' });
  const { customer, item, orderId = randomUUID() } = order;
  try {
    // #region version
    const { Attributes } = await table.send(
      new UpdateCommand({
        TableName,
        Key: { orderId },
        UpdateExpression: 'SET customer = :customer, #item = :item, writtenAt = :now ADD #version :one',
        ConditionExpression: 'attribute_not_exists(orderId) OR customer = :customer',
        ExpressionAttributeNames: { '#item': 'item', '#version': 'version' },
        ExpressionAttributeValues: { ':customer': customer, ':item': item, ':now': Date.now(), ':one': 1 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return json(201, { orderId, item, version: Attributes?.version });
    // #endregion version
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return json(404, { message: 'This customer has no such order.' });
  }
}

const json = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
