import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { askAgain } from './ask-again.ts';
import { findStatus } from './orders-table.ts';

/**
 * Answers with what is known of an order: 200 with its status, 404 when there is nothing, and 304 without a body when it is
 * still what the client says that it knows.
 */
export async function handler({
  pathParameters,
  headers: asked,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const row = await findStatus(pathParameters?.orderId ?? '');
  const type = { 'content-type': 'application/json' };
  if (!row)
    return { statusCode: 404, headers: type, body: JSON.stringify({ message: 'There is no such order.' }) };

  // #region not-modified
  const etag = `"${row.status}"`;
  const headers = { etag, ...(row.status === 'pending' && askAgain(row.placedAt)) };
  if (asked['if-none-match'] === etag) return { statusCode: 304, headers };
  // #endregion not-modified
  const { orderId, status } = row;
  return { statusCode: 200, headers: { ...type, ...headers }, body: JSON.stringify({ orderId, status }) };
}
