import type { IncomingMessage } from 'node:http';

/**
 * Names below `localhost` never leave a machine: https://www.rfc-editor.org/rfc/rfc6761#section-6.3
 * SDKs write a prefix before the host of some calls, such as `sync-127.0.0.1`. No page can have such a name: a browser takes
 * a host that ends in a number for an IPv4 address. https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
const loopbackHost = /^(([a-z0-9-]+\.)*localhost|([a-z][a-z0-9-]*-)?127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Whether a host, with a port or without, is this machine. */
export const isLoopbackHost = (host: string): boolean => loopbackHost.test(host);

/** Who may call besides programs of this machine, because the stack names them. */
export interface Visitors {
  /** `host` is a Host header's value. */
  allowsHost?(host: string): boolean;
  allowsOrigin?(origin: string): boolean;
}

/**
 * Why a request is refused before anything reads it, or undefined. Only programs on this machine may call the cloud: a
 * Host of another name means DNS rebinding, an Origin elsewhere means a web page that the learner happens to visit.
 * Differs from AWS, where any site may call a public API.
 */
export function refusalOf(
  request: Pick<IncomingMessage, 'headers'>,
  visitors: Visitors = {},
): string | undefined {
  const { host = '', origin } = request.headers;
  if (!isLoopbackHost(host) && !visitors.allowsHost?.(host))
    return `Host ${host} is not this machine: call 127.0.0.1.`;
  if (origin !== undefined && !isLoopbackOrigin(origin) && !visitors.allowsOrigin?.(origin))
    return `Origin ${origin} may not call a local cloud.`;
  return undefined;
}

function isLoopbackOrigin(origin: string): boolean {
  const url = URL.parse(origin);
  return url !== null && isLoopbackHost(url.host);
}
