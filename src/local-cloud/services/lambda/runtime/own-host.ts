import { ownHost } from '../../../kernel/own-host.ts';
import { redirectConnections } from '../../../kernel/processes/redirect-connections.ts';

/**
 * Leads connections to the cloud's own https name to its port on loopback, whatever port the caller names: AWS's address
 * for the answers of custom resources has none, and AWS's own module for them (`cfn-response`) writes 443.
 */
export const leadOwnHostTo = (port: number): void =>
  redirectConnections((host) => (host === ownHost ? { host: '127.0.0.1', port } : undefined));
