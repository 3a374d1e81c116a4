import { delimiter, dirname } from 'node:path';
import { account } from '../../kernel/account.ts';
import { sessionToken } from '../../kernel/processes/guardian.ts';
import { withoutSettingsFiles } from '../../kernel/processes/settings-files.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

/**
 * Variables that Lambda sets and a function cannot.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const reservedVariables: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
  'AWS_LAMBDA_MAX_CONCURRENCY',
  'AWS_LAMBDA_METADATA_API',
  'AWS_LAMBDA_METADATA_TOKEN',
]);

const runtimeDirectory = '/var/runtime';

const programFolders = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/bin'];

/** Whether an environment was started for a request or ahead of any. */
export type InitializationType = 'on-demand' | 'provisioned-concurrency';

/** What an execution environment's code sees in `process.env`: the function's variables and Lambda's own. */
export function environmentVariables(options: {
  configuration: FunctionConfiguration;
  version: string;
  initializationType: InitializationType;
  directory: string;
  accessKeyId: string;
  logStreamName: string;
  /** Addresses of the service APIs, by service. */
  endpoints: Readonly<Record<string, string>>;
  /** Address that answers for every service without an endpoint. */
  elsewhere: string;
}): Record<string, string> {
  const {
    configuration,
    version,
    initializationType,
    directory,
    accessKeyId,
    logStreamName,
    endpoints,
    elsewhere,
  } = options;
  return {
    ...ofThisMachine(),
    ...withoutSettingsFiles,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...pathsOfLambda(directory),
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    // Where the X-Ray SDK looks anyway; nobody listens.
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    AWS_ENDPOINT_URL: elsewhere,
    ...Object.fromEntries(
      Object.entries(endpoints).map(([service, address]) => [
        `AWS_ENDPOINT_URL_${service.toUpperCase()}`,
        address,
      ]),
    ),
    ...configuration.variables,
    _HANDLER: configuration.handler,
    AWS_REGION: account.region,
    AWS_DEFAULT_REGION: account.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: configuration.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMiB),
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_INITIALIZATION_TYPE: initializationType,
    AWS_LAMBDA_LOG_GROUP_NAME: configuration.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: sessionToken,
    LAMBDA_TASK_ROOT: directory,
    LAMBDA_RUNTIME_DIR: runtimeDirectory,
    // For extensions and custom runtimes, which are not emulated: whoever calls it is told so.
    AWS_LAMBDA_RUNTIME_API: URL.parse(elsewhere)?.host ?? '',
  };
}

/** Where code looks for libraries and packages, as on AWS; a function may set its own. */
const pathsOfLambda = (taskRoot: string): Record<string, string> => ({
  LD_LIBRARY_PATH: [
    '/lib64',
    '/usr/lib64',
    runtimeDirectory,
    `${runtimeDirectory}/lib`,
    taskRoot,
    `${taskRoot}/lib`,
    '/opt/lib',
  ].join(':'),
  NODE_PATH: ['/opt/nodejs/node_modules', `${runtimeDirectory}/node_modules`].join(delimiter),
});

/** Where programs are; what Windows needs besides, to start any. */
function ofThisMachine(): Record<string, string> {
  const node = dirname(process.execPath);
  if (process.platform !== 'win32') return { PATH: [node, ...programFolders].join(delimiter) };
  const { SystemRoot = '', Path = '' } = process.env;
  return { SystemRoot, PATH: [node, Path].join(delimiter) };
}
