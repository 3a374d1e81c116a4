import * as v from 'valibot';
import { integerBetween, workable } from '../../kernel/property-schemas.ts';
import { defaultRetryPolicy } from '../../kernel/retry-policy.ts';
import { scheduleOf } from '../../kernel/schedule/schedule.ts';
import { TimeZone } from '../../kernel/schedule/time-zone.ts';

export const nameSchema = v.pipe(
  v.string(),
  v.regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 of a-z, A-Z, 0-9, _, . and -'),
);

const lengthBetween = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.minLength(min, `must have at least ${min} characters`),
    v.maxLength(max, `must have at most ${max} characters`),
  );

/** Unix seconds, or ISO 8601; gives Unix ms. */
const moment = v.union([
  v.pipe(
    v.number(),
    v.transform((seconds) => seconds * 1_000),
  ),
  v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text)), 'must be a date and time'),
    v.transform((text) => Date.parse(text)),
  ),
]);

const retryPolicy = {
  MaximumRetryAttempts: defaultRetryPolicy.maximumRetryAttempts,
  MaximumEventAgeInSeconds: defaultRetryPolicy.maximumEventAgeInSeconds,
};

/** Whether what a target gets has to be JSON. */
export const takesJson = (arn: string): boolean =>
  ['lambda', 'events', 'states'].includes(arn.split(':')[2] ?? '');

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html */
const target = v.pipe(
  v.strictObject({
    Arn: v.pipe(
      lengthBetween(1, 1_600),
      v.regex(
        /^arn:[^:]+:((lambda|sqs|sns|events):[^:]+:|states:[^:]+:\d{12}:stateMachine:)/,
        'must be the ARN of a function, queue, topic, event bus or state machine: other and universal targets are not supported',
      ),
    ),
    // Without effect beyond its form: every call is allowed, IAM is not emulated.
    RoleArn: v.pipe(
      lengthBetween(1, 1_600),
      v.regex(/^arn:aws(-[a-z]+)?:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'must be the ARN of a role'),
    ),
    Input: v.nullish(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
    RetryPolicy: v.nullish(
      v.strictObject({
        MaximumRetryAttempts: v.nullish(integerBetween(0, 185), retryPolicy.MaximumRetryAttempts),
        MaximumEventAgeInSeconds: v.nullish(integerBetween(60, 86_400), retryPolicy.MaximumEventAgeInSeconds),
      }),
      retryPolicy,
    ),
    DeadLetterConfig: v.nullish(
      v.strictObject({
        Arn: v.nullish(
          v.pipe(
            v.string(),
            v.regex(/^arn:aws(-[a-z]+)?:sqs:[a-z\d-]+:\d{12}:[\w-]+$/, 'must be the ARN of a standard queue'),
          ),
        ),
      }),
    ),
    SqsParameters: v.nullish(v.strictObject({ MessageGroupId: v.nullish(lengthBetween(1, 128)) })),
    EventBridgeParameters: v.nullish(
      v.strictObject({
        DetailType: lengthBetween(1, 128),
        Source: v.pipe(v.string(), v.regex(/^(?!aws\.)[/.\-_A-Za-z\d]{1,256}$/, 'must not begin with aws.')),
      }),
    ),
  }),
  v.check(
    ({ Arn, EventBridgeParameters }) => Arn.split(':')[2] !== 'events' || !!EventBridgeParameters,
    'must have EventBridgeParameters: the target is an event bus',
  ),
  v.check(
    ({ Arn, SqsParameters }) => !(Arn.endsWith('.fifo') && !SqsParameters?.MessageGroupId),
    'must have SqsParameters with a MessageGroupId: the queue is a FIFO queue',
  ),
  v.check(
    ({ Arn, Input }) => !takesJson(Arn) || typeof Input !== 'string' || isJson(Input),
    'must have an Input that is JSON: the target takes nothing else',
  ),
);

/** What a schedule is made of, in a template and in the API. */
export const scheduleEntries = {
  ScheduleExpression: lengthBetween(1, 256),
  ScheduleExpressionTimezone: v.nullish(
    v.pipe(
      lengthBetween(1, 50),
      workable((name) => void new TimeZone(name)),
    ),
    'UTC',
  ),
  FlexibleTimeWindow: v.pipe(
    v.strictObject({
      Mode: v.picklist(['OFF', 'FLEXIBLE']),
      MaximumWindowInMinutes: v.nullish(integerBetween(1, 1_440)),
    }),
    v.check(
      ({ Mode, MaximumWindowInMinutes: minutes }) => (Mode === 'FLEXIBLE') === (typeof minutes === 'number'),
      'must have MaximumWindowInMinutes with the mode FLEXIBLE, and only then',
    ),
  ),
  Target: target,
  GroupName: v.nullish(nameSchema, 'default'),
  State: v.nullish(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  StartDate: v.nullish(moment),
  EndDate: v.nullish(moment),
  Description: v.nullish(v.pipe(v.string(), v.maxLength(512, 'must have at most 512 characters'))),
  ActionAfterCompletion: v.nullish(v.picklist(['NONE', 'DELETE']), 'NONE'),
};

/** Whether it is one of `at(…)`. */
export const isOneTime = (expression: string): boolean => expression.startsWith('at(');

/** Throws an Error when the schedule is none that can be followed. */
export function checkSchedule(given: {
  ScheduleExpression: string;
  ScheduleExpressionTimezone: string | null;
}): void {
  const { ScheduleExpression, ScheduleExpressionTimezone: timeZone } = given;
  scheduleOf(ScheduleExpression, { start: 0, once: true, ...(timeZone && { timeZone }) });
}

export const scheduleSettings = v.pipe(
  v.strictObject({
    ...scheduleEntries,
    // Without effect beyond its form: everything stays in this process’s memory.
    KmsKeyArn: v.nullish(
      v.pipe(
        v.string(),
        v.regex(/^arn:aws(-[a-z]+)?:kms:[a-z\d-]+:\d{12}:(key|alias)\/[\w-]*$/, 'must be the ARN of a key'),
      ),
    ),
  }),
  workable((given) => checkSchedule(given)),
);

/** `KmsKeyArn`: of those that the API made only. */
export type ScheduleSettings = Omit<v.InferOutput<typeof scheduleSettings>, 'KmsKeyArn'> & {
  KmsKeyArn?: string | null | undefined;
};
