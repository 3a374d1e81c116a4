import { Socket } from 'node:net';

/** Where a connection goes instead. */
interface Elsewhere {
  host: string;
  /** As the caller says when it is not here. */
  port?: number;
}

/** From now on a connection of this thread goes where `elsewhere` says of its host; undefined leaves it as it is. */
export function redirectConnections(elsewhere: (host: string) => Elsewhere | undefined): void {
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    const [first, second] = Array.isArray(args[0]) ? args[0] : args;
    const host = (first as { host?: unknown } | null)?.host;
    const found = typeof host === 'string' ? elsewhere(host) : undefined;
    if (!found) return connect.apply(this, args as never);
    const options = { ...(first as object), ...found };
    return connect.apply(this, [options, second].filter((each) => each) as never);
  } as Socket['connect'];
}
