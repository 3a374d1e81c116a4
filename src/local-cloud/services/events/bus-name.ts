import { arnOf } from '../../kernel/account.ts';

/** The bus that every account has. */
export const defaultBus = 'default';

/** The name of a bus, of its name or ARN. */
export const busName = (nameOrArn: string): string => nameOrArn.split('event-bus/').at(-1) ?? nameOrArn;

/** The ARN of a bus of this name. */
export const busArn = (name: string): string => arnOf('events', `event-bus/${name}`);

/** Whether it is the ARN of a bus. */
export const isBusArn = (arn: string): boolean => arn.includes(':event-bus/');
