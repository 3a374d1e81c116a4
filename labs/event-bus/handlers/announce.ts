import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseOrderPlaced } from './order-placed.ts';
import { systems } from './systems.ts';

/** Tells that an order was placed, through the system that the path names: 202 once that has taken the event. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const tell = systems.get(request.pathParameters?.through ?? '');
  if (!tell)
    return json(404, { message: `Tell it through one of these: ${[...systems.keys()].join(', ')}.` });
  const event = parseOrderPlaced(bodyOf(request));
  if (!event) return json(400, { message: 'An order needs orderId and item, as JSON.' });
  await tell(event);
  return json(202, { orderId: event.orderId });
}

const json = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
