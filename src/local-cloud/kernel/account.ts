import { currentRegion } from './region.ts';

/** The one account that the local cloud plays, and the Region in which this runs. */
export const account = {
  id: '000000000000',
  get region(): string {
    return currentRegion().name;
  },
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
} as const;

/** The ARN of a resource of ours: `arn:aws:<service>:<region>:<account>:<resource>`. */
export const arnOf = (service: string, resource: string): string =>
  `arn:${account.partition}:${service}:${account.region}:${account.id}:${resource}`;
