import { Socket } from 'node:net';

/** Names that lead to AWS: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const awsName =
  /(^|\.)(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|api\.amazonwebservices\.com\.cn|on\.aws)\.?$/i;

/** Whether a name leads to AWS. */
export const isAwsHost = (host: string): boolean => awsName.test(host);

/**
 * Refuses connections of this thread to AWS, whoever asks for them: version 2 of the SDK, which knows no
 * AWS_ENDPOINT_URL, a client with an endpoint of its own, plain https. Each attempt is a line in the log.
 */
export function refuseConnectionsToAws(): void {
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    const host = hostOf(args);
    if (host === undefined || !isAwsHost(host)) return connect.apply(this, args as never);
    const message = `${host} is AWS, and from a local run nothing reaches AWS. Leave the client's endpoint to the AWS_ENDPOINT_URL_… variables, which version 3 of the SDK follows.`;
    process.stderr.write(`[local cloud] A connection was refused: ${message}\n`);
    const error = Object.assign(new Error(message), { code: 'ERR_NOT_EMULATED', host, syscall: 'connect' });
    process.nextTick(() => this.destroy(error));
    return this;
  } as Socket['connect'];
}

/** `connect(port, host)`, `connect({ host })`, or Node's own form of either, `connect([{ host }, callback])`. */
function hostOf([first, second]: unknown[]): string | undefined {
  const options = Array.isArray(first) ? first[0] : first;
  const host = typeof options === 'object' && options ? (options as { host?: unknown }).host : second;
  return typeof host === 'string' ? host : undefined;
}
