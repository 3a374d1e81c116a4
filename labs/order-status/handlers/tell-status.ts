import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { findStatus } from './orders-table.ts';

/** Answers with what is known of an order: 200 with its status, 404 when there is nothing. */
export async function handler({
  pathParameters,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const row = await findStatus(pathParameters?.orderId ?? '');
  const headers = { 'content-type': 'application/json' };
  if (!row) return { statusCode: 404, headers, body: JSON.stringify({ message: 'There is no such order.' }) };
  return { statusCode: 200, headers, body: JSON.stringify({ orderId: row.orderId, status: row.status }) };
}
