import { delimiter, dirname } from 'node:path';
import { account } from '../../../kernel/account.ts';
import { sessionToken } from '../../../kernel/processes/guardian.ts';
import { withoutSettingsFiles } from '../../../kernel/processes/settings-files.ts';

const programFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** What a container's program sees in `process.env`: the image's variables, the container's, and Fargate's. */
export function containerVariables(options: {
  image: Readonly<Record<string, string>>;
  container: Readonly<Record<string, string>>;
  accessKeyId: string;
  /** Addresses of the service APIs, by service. */
  endpoints: Readonly<Record<string, string>>;
  /** Address that answers for every service without an endpoint. */
  elsewhere: string;
}): Record<string, string> {
  const { image, container, accessKeyId, endpoints, elsewhere } = options;
  return {
    ...ofThisMachine(),
    ...withoutSettingsFiles,
    NODE_VERSION: process.versions.node,
    AWS_ENDPOINT_URL: elsewhere,
    ...Object.fromEntries(
      Object.entries(endpoints).map(([service, address]) => [
        `AWS_ENDPOINT_URL_${service.toUpperCase()}`,
        address,
      ]),
    ),
    AWS_REGION: account.region,
    AWS_DEFAULT_REGION: account.region,
    AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
    // In the place of the role's, which on AWS come from an address of their own.
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: sessionToken,
    ...image,
    ...container,
  };
}

/** Where programs are; what Windows needs besides, to start any. */
function ofThisMachine(): Record<string, string> {
  const node = dirname(process.execPath);
  if (process.platform !== 'win32') return { PATH: [node, ...programFolders].join(delimiter) };
  const { SystemRoot = '', Path = '' } = process.env;
  return { SystemRoot, PATH: [node, Path].join(delimiter) };
}
