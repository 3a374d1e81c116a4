import { mock } from 'node:test';
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A request of the AWS SDK, as it would have left this process. */
export interface SdkRequest {
  method: string;
  hostname: string;
  /** Percent-encoded. */
  path: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

/** What the SDK gets for it. */
export interface SdkAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * Answers every request of the SDK's clients for DynamoDB and for the connections of a WebSocket API, so that handlers run
 * in this process as they are, and nothing leaves it. The result ends that.
 */
export function answerSdk(answer: (request: SdkRequest) => Promise<SdkAnswer>): () => void {
  const region = 'us-east-1';
  const clients = [new DynamoDBClient({ region }), new ApiGatewayManagementApiClient({ region })];
  const prototypes = new Set(clients.map(({ config }) => Object.getPrototypeOf(config.requestHandler)));
  const mocks = [...prototypes].map((prototype) =>
    mock.method(
      prototype,
      'handle',
      async ({ body, ...request }: Omit<SdkRequest, 'body'> & { body?: string | Uint8Array }) => {
        const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
        const response = await answer({ ...request, body: text });
        return { response: { ...response, body: new Uint8Array(Buffer.from(response.body)) } };
      },
    ),
  );
  return () => {
    for (const each of mocks) each.mock.restore();
  };
}
