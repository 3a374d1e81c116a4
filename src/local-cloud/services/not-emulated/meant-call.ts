import type { IncomingMessage } from 'node:http';

/** What a call is about, as far as it says. */
interface MeantCall {
  /** `kinesis`, `secretsmanager`: the name that a request is signed for. */
  service: string;
  /** `GetSecretValue`, or method and path where the protocol has no name for it. */
  operation: string;
  /** The variable that gives this service an endpoint of its own. */
  variable: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
const credentialScope = /Credential=[^/]+\/\d{8}\/[^/]*\/([^/]+)\/aws4_request/;
/** How version 3 of the SDK names itself: `api/secrets-manager#3.1169.0`. */
const client = /(?:^|\s)api\/([\w-]+)#/;

/** `body` is that of the query protocol when it holds an `Action`. */
export function meantBy({ method, url = '/', headers }: IncomingMessage, body: string): MeantCall {
  const signedFor = credentialScope.exec(headers.authorization ?? '')?.[1];
  const sentBy = client.exec(headers['user-agent'] ?? '')?.[1];
  const service = signedFor ?? sentBy ?? 'this service';
  const { pathname } = new URL(url, 'http://local');
  const operation =
    String(headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ||
    /\/operation\/(\w+)$/.exec(pathname)?.[1] ||
    /(?:^|&)Action=(\w+)/.exec(body)?.[1] ||
    `${method} ${pathname}`;
  const id = sentBy ?? signedFor;
  const variable = id ? `AWS_ENDPOINT_URL_${id.toUpperCase().replaceAll('-', '_')}` : 'AWS_ENDPOINT_URL';
  return { service, operation, variable };
}
