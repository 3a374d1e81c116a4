import { redirectConnections } from './redirect-connections.ts';

const prefixed = /^[a-z][a-z0-9-]*-(127\.0\.0\.1)$/;

/**
 * Leads connections to where the address says that an SDK wrote a prefix before. Some actions have a host of their own on
 * AWS, such as `sync-states` for StartSyncExecution, and the SDK puts the prefix before an IP address too:
 * https://github.com/aws/aws-sdk-js-v3/issues/7146
 */
export const leadPrefixedHostsHome = (): void =>
  redirectConnections((host) => {
    const home = prefixed.exec(host)?.[1];
    return home === undefined ? undefined : { host: home };
  });
