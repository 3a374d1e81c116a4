import * as v from 'valibot';
import { attempt } from '../attempts.ts';
import {
  common,
  errorHandling,
  fixedSeconds,
  json,
  output,
  seconds,
  transition,
} from '../definition/fields.ts';
import {
  assignInJsonPath,
  errorHandlingInJsonPath,
  inputAndOutputPath,
  parameters,
  path,
  resultPath,
  resultSelector,
} from '../definition/json-path-fields.ts';
import { calledBy, integrations, patternsOf } from '../integrations/registry.ts';
import { runTask } from '../run-task.ts';
import { defineState, isJsonPath, notBoth } from './state-type.ts';

const resource = v.pipe(
  v.string(),
  v.check(
    (resource) => calledBy(resource) !== undefined,
    `must be the ARN of a function, or an integration that is supported: ${[...integrations.values()]
      .map((each) => [each.resource, ...patternsOf(each).map((pattern) => `[${pattern}]`)].join(''))
      .join(', ')}, each after arn:aws:states:::`,
  ),
);

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
export const task = defineState({
  type: 'Task',
  schema: v.strictObject({
    ...common,
    ...transition,
    ...output,
    ...errorHandling,
    Resource: resource,
    Arguments: v.optional(json),
    TimeoutSeconds: v.optional(seconds(1)),
    HeartbeatSeconds: v.optional(seconds(1)),
    // Without effect: every call is allowed, IAM is not emulated.
    Credentials: v.optional(v.unknown()),
  }),
  inJsonPath: v.strictObject({
    ...common,
    ...transition,
    ...inputAndOutputPath,
    ...parameters,
    ...resultSelector,
    ...resultPath,
    ...assignInJsonPath,
    ...errorHandlingInJsonPath,
    Resource: resource,
    TimeoutSeconds: v.optional(fixedSeconds(1)),
    TimeoutSecondsPath: v.optional(path),
    HeartbeatSeconds: v.optional(fixedSeconds(1)),
    HeartbeatSecondsPath: v.optional(path),
    Credentials: v.optional(v.unknown()),
  }),
  leadsTo: ({ Catch }) => Catch.map(({ Next }) => Next),
  problems(state) {
    const { Resource, TimeoutSeconds, HeartbeatSeconds } = state;
    const field = isJsonPath(state) ? 'Parameters' : 'Arguments';
    const given = (state as Record<string, unknown>)[field];
    const known = calledBy(Resource)?.arguments;
    const names = isObject(given) ? Object.keys(given).map(withoutSign) : [];
    const unknown = known ? names.filter((name) => !known.includes(name)) : [];
    return {
      TimeoutSeconds: notBoth(state, 'TimeoutSeconds'),
      [field]:
        unknown.length > 0
          ? `these are not supported: ${unknown.join(', ')}. Supported: ${known?.join(', ')}`
          : undefined,
      HeartbeatSeconds:
        typeof TimeoutSeconds === 'number' &&
        typeof HeartbeatSeconds === 'number' &&
        HeartbeatSeconds >= TimeoutSeconds
          ? 'must be less than TimeoutSeconds'
          : notBoth(state, 'HeartbeatSeconds'),
    };
  },
  run: (visit) =>
    attempt(visit, async (retryCount) => {
      const result = await runTask(visit, retryCount);
      return visit.query.conclude(visit.state, visit.state.Next, result, { result });
    }),
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A name in a Payload Template without the `.$` of what is taken from a path. */
const withoutSign = (name: string): string => (name.endsWith('.$') ? name.slice(0, -2) : name);
