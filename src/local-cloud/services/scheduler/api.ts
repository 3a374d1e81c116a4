import * as v from 'valibot';
import { type ApiCall, ApiServerError, validated } from '../../http/api-server.ts';
import type { ClientTokens } from './client-tokens.ts';
import { groupOperations } from './group-operations.ts';
import type { Operation } from './operation.ts';
import { scheduleOperations } from './schedule-operations.ts';
import { nameSchema } from './schedule-settings.ts';
import type { Scheduler } from './scheduler.ts';
import { tagOperations } from './tag-operations.ts';

const operations = new Map<string, Operation>([
  ...Object.entries(scheduleOperations),
  ...Object.entries(groupOperations),
  ...Object.entries(tagOperations),
]);

const tokenSchema = v.pipe(
  v.string(),
  v.regex(/^[a-zA-Z\d_-]{1,64}$/, 'must be 1 to 64 of a-z, A-Z, 0-9, _ and -'),
);

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html */
export function answer(call: ApiCall, scheduler: Scheduler, tokens: ClientTokens): object {
  const [, kind, encoded] = /^\/(schedules|schedule-groups|tags)(?:\/([^/]+))?\/?$/.exec(call.path) ?? [];
  const operation = operations.get(`${call.method} ${kind}${encoded === undefined ? '' : '/'}`);
  if (!operation)
    throw new ApiServerError(
      'UnknownOperationException',
      'The local cloud has no such action of EventBridge Scheduler: schedules and schedule groups can be made, changed, read, listed and deleted, and groups be tagged.',
    );
  const { ClientToken, ...input } = call.input;
  const name = encoded === undefined ? '' : nameIn(encoded, kind === 'tags');
  const perform = () => operation({ ...call, input }, scheduler, name);
  const token = ClientToken ?? call.query.get('clientToken') ?? undefined;
  if (call.method === 'GET' || token === undefined) return perform();
  return tokens.once(validated(v.object({ ClientToken: tokenSchema }), { ClientToken: token }).ClientToken, {
    request: JSON.stringify([call.method, call.path, call.query.get('groupName'), input]),
    perform,
  });
}

function nameIn(encoded: string, isArn: boolean): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(encoded);
  } catch {
    throw new ApiServerError('ValidationException', `The name ${encoded} is not URL-encoded.`);
  }
  return isArn ? decoded : validated(v.object({ Name: nameSchema }), { Name: decoded }).Name;
}
