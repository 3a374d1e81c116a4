import { arnOf } from '../../kernel/account.ts';

/** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<verb>/<path>`, as authorizers get it and policies name it. */
export const methodArn = (call: { apiId: string; stage: string; method: string; path: string }): string =>
  arnOf('execute-api', `${call.apiId}/${call.stage}/${call.method}/${call.path.replace(/^\//, '')}`);
