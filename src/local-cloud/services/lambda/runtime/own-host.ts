import { Socket } from 'node:net';
import { ownHost } from '../../../kernel/own-host.ts';

/**
 * Leads connections to the cloud's own https name to its port on loopback, whatever port the caller names: AWS's address
 * for the answers of custom resources has none, and AWS's own module for them (`cfn-response`) writes 443.
 */
export function leadOwnHostTo(port: number): void {
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    const [first, second] = Array.isArray(args[0]) ? args[0] : args;
    if ((first as { host?: unknown } | null)?.host !== ownHost) return connect.apply(this, args as never);
    const options = { ...(first as object), host: '127.0.0.1', port };
    return connect.apply(this, [options, second].filter((each) => each) as never);
  } as Socket['connect'];
}
