import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parsePurchase } from './purchase.ts';
import { sell } from './sell.ts';

/** Sells while the buyer waits: 201, or 409 when nothing is left; 400 when the body is no purchase. */
export async function handler({
  body,
  isBase64Encoded,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const purchase = parsePurchase(isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body);
  if (!purchase) {
    return json(400, {
      message:
        'A purchase needs orderId, item and counting (read-then-write, conditional or sharded), as JSON.',
    });
  }
  const { orderId, outcome } = await sell(purchase);
  return json(outcome === 'sold' ? 201 : 409, { orderId, outcome });
}

const json = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
