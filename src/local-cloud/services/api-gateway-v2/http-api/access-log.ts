import type { FrontRequest } from '../../../http/front-request.ts';
import { commonLogTime } from '../../../http/request-parts.ts';
import { account } from '../../../kernel/account.ts';
import type { LogLines } from '../../../kernel/log-lines.ts';

/** A request that was answered. */
export interface Access {
  request: FrontRequest;
  apiId: string;
  stage: string;
  /** Undefined when no route was found. */
  routeKey: string | undefined;
  status: number;
  milliseconds: number;
  /** Of the answer's body. */
  bytes: number;
}

/**
 * Variables of `$context` that a line can have.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const variables: Record<string, (access: Access) => string | number | undefined> = {
  accountId: () => account.id,
  apiId: ({ apiId }) => apiId,
  domainName: ({ request }) => request.host,
  extendedRequestId: ({ request }) => request.requestId,
  httpMethod: ({ request }) => request.method,
  'identity.sourceIp': ({ request }) => request.sourceIp,
  'identity.userAgent': ({ request }) => request.headers['user-agent'],
  path: ({ request }) => request.path,
  protocol: ({ request }) => `HTTP/${request.httpVersion}`,
  requestId: ({ request }) => request.requestId,
  requestTime: ({ request }) => commonLogTime(request.receivedAt),
  requestTimeEpoch: ({ request }) => Math.floor(request.receivedAt),
  responseLatency: ({ milliseconds }) => Math.round(milliseconds),
  responseLength: ({ bytes }) => bytes,
  routeKey: ({ routeKey }) => routeKey,
  stage: ({ stage }) => stage,
  status: ({ status }) => status,
};

const variable = /\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g;

/** What a format names that is not here, for people; undefined when all of it is. */
export function problemOfFormat(format: string): string | undefined {
  const names = [...format.matchAll(variable)].map(([, name = '']) => name);
  const unknown = names.filter((name) => !Object.hasOwn(variables, name));
  if (unknown.length > 0)
    return `has no ${unknown.map((name) => `$context.${name}`).join(', ')} here, only ${Object.keys(variables).join(', ')}`;
  return names.includes('requestId') || names.includes('extendedRequestId')
    ? undefined
    : 'must include at least $context.requestId';
}

/** The access log of a stage: a line for each answer. */
export class AccessLog {
  readonly #logs: LogLines;
  readonly #settings: { group: string; stream: string; format: string };

  constructor(logs: LogLines, settings: { group: string; stream: string; format: string }) {
    this.#logs = logs;
    this.#settings = settings;
  }

  write(access: Access): void {
    const { group, stream, format } = this.#settings;
    const message = format.replaceAll(variable, (_, name: string) =>
      // In JSON, a quotation mark of a caller's must not end the text that it stands in.
      JSON.stringify(String(variables[name]?.(access) ?? '-')).slice(1, -1),
    );
    this.#logs.write({ group, stream, message });
  }
}
