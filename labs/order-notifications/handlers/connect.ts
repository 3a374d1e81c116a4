import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { register } from './connections.ts';

type ConnectEvent = APIGatewayProxyWebsocketEventV2 & { queryStringParameters?: { customer?: string } };

/** Keeps whose connection this is. Behind a login the customer comes from the token and not from the address. */
export async function handler({
  requestContext,
  queryStringParameters,
}: ConnectEvent): Promise<APIGatewayProxyResultV2> {
  const customer = queryStringParameters?.customer;
  if (!customer) return { statusCode: 400 };
  await register(requestContext.connectionId, customer);
  return { statusCode: 200 };
}
