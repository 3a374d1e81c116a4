/** The one account and Region that the local cloud plays. */
export const account = {
  id: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
} as const;

/** The ARN of a resource of ours: `arn:aws:<service>:<region>:<account>:<resource>`. */
export const arnOf = (service: string, resource: string): string =>
  `arn:${account.partition}:${service}:${account.region}:${account.id}:${resource}`;
