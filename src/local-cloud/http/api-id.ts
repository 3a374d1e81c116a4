import { createHash } from 'node:crypto';
import { account } from '../kernel/account.ts';

/** An API's id of ten small letters and digits, as AWS gives them, but the same in every run. */
export function apiIdOf(stackName: string, logicalId: string): string {
  const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, 10);
}

/** Where AWS would serve an API: `<id>.execute-api.<region>.amazonaws.com`. */
export const executeApiHost = (apiId: string): string =>
  `${apiId}.execute-api.${account.region}.${account.urlSuffix}`;
