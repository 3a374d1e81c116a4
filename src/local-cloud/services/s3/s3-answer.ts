import { S3Error } from './errors.ts';
import { type XmlContent, xmlDocument } from './xml.ts';

/** What goes back over HTTP. */
export interface S3Answer {
  status: number;
  headers: Record<string, string>;
  body?: Buffer | string;
}

export const xmlAnswer = (name: string, content: XmlContent): S3Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xmlDocument(name, content),
});

export const noContent: S3Answer = { status: 204, headers: {} };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
export function errorAnswer(error: unknown, resource: string, requestId: string): S3Answer {
  const { code, message, statusCode, headers } =
    error instanceof S3Error ? error : new S3Error('InternalError', (error as Error).message, 500);
  return {
    status: statusCode,
    headers: { 'content-type': 'application/xml', ...headers },
    body: xmlDocument(
      'Error',
      { Code: code, Message: message, Resource: resource, RequestId: requestId },
      { plain: true },
    ),
  };
}
