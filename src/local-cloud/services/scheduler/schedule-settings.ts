import * as v from 'valibot';
import { integerBetween, workable } from '../../kernel/property-schemas.ts';
import { scheduleOf } from '../../kernel/schedule/schedule.ts';
import { TimeZone } from '../../kernel/schedule/time-zone.ts';

export const nameSchema = v.pipe(
  v.string(),
  v.regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 of a-z, A-Z, 0-9, _, . and -'),
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

const target = v.pipe(
  v.strictObject({
    Arn: v.pipe(
      v.string(),
      v.regex(
        /^arn:[^:]+:(lambda|sqs|sns|events):[^:]+:/,
        'must be the ARN of a function, queue, topic or event bus: other and universal targets are not supported',
      ),
    ),
    // Without effect: every call is allowed, IAM is not emulated.
    RoleArn: v.string(),
    Input: v.nullish(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
    RetryPolicy: v.nullish(
      v.strictObject({
        MaximumRetryAttempts: v.nullish(integerBetween(0, 185)),
        MaximumEventAgeInSeconds: v.nullish(integerBetween(60, 86_400)),
      }),
    ),
    DeadLetterConfig: v.nullish(v.strictObject({ Arn: v.nullish(v.string()) })),
    SqsParameters: v.nullish(v.strictObject({ MessageGroupId: v.nullish(v.string()) })),
    EventBridgeParameters: v.nullish(
      v.strictObject({
        DetailType: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
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
);

/** What a schedule is made of, in a template and in the API. */
export const scheduleEntries = {
  ScheduleExpression: v.string(),
  ScheduleExpressionTimezone: v.nullish(
    v.pipe(
      v.string(),
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
  Description: v.nullish(v.pipe(v.string(), v.maxLength(512))),
  ActionAfterCompletion: v.nullish(v.picklist(['NONE', 'DELETE']), 'NONE'),
};

/** Throws an Error when the schedule is none that can be followed. */
export function checkSchedule(given: {
  ScheduleExpression: string;
  ScheduleExpressionTimezone: string | null;
}): void {
  const { ScheduleExpression, ScheduleExpressionTimezone: timeZone } = given;
  scheduleOf(ScheduleExpression, { start: 0, once: true, ...(timeZone && { timeZone }) });
}

export const scheduleSettings = v.pipe(
  v.strictObject(scheduleEntries),
  workable((given) => checkSchedule(given)),
);

export type ScheduleSettings = v.InferOutput<typeof scheduleSettings>;
