import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export const json = (statusCode: number, body: object, headers?: Record<string, string>) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
