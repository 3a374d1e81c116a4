import { arnOf } from '../../kernel/account.ts';

/** The ARN that a function's name means; an ARN as it is. */
export function functionArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('lambda', `function:${nameOrArn}`);
}
