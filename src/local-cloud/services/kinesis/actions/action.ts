import * as v from 'valibot';
import { type ApiAction, actionsOf } from '../../../http/api-action.ts';
import { invalidArgument } from '../errors.ts';
import type { Kinesis } from '../kinesis.ts';

/** An action of the API. */
export type Action = ApiAction<Kinesis>;

/** Defines an action with the shape of its input. */
export const action = actionsOf<Kinesis>();

const constraint = 'failed to satisfy constraint: Member must';

export const streamName = v.pipe(
  v.string(),
  v.minLength(1, `${constraint} have length greater than or equal to 1`),
  v.maxLength(128, `${constraint} have length less than or equal to 128`),
  v.regex(/^[a-zA-Z0-9_.-]+$/, `${constraint} satisfy regular expression pattern: [a-zA-Z0-9_.-]+`),
);

export const streamArnText = v.pipe(
  v.string(),
  v.regex(
    /^arn:aws[^:]*:kinesis:[^:]*:\d{12}:stream\/\S+$/,
    `${constraint} satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+`,
  ),
);

export const shardId = v.pipe(
  v.string(),
  v.minLength(1, `${constraint} have length greater than or equal to 1`),
  v.maxLength(128, `${constraint} have length less than or equal to 128`),
  v.regex(/^[a-zA-Z0-9_.-]+$/, `${constraint} satisfy regular expression pattern: [a-zA-Z0-9_.-]+`),
);

export const sequenceNumber = v.pipe(
  v.string(),
  v.regex(/^(0|[1-9]\d{0,128})$/, `${constraint} satisfy regular expression pattern: 0|([1-9]\\d{0,128})`),
);

export const hashKey = v.pipe(
  v.string(),
  v.regex(/^(0|[1-9]\d{0,38})$/, `${constraint} satisfy regular expression pattern: 0|([1-9]\\d{0,38})`),
);

export const whole = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.integer(`${constraint} be a whole number`),
    v.minValue(min, `${constraint} have value greater than or equal to ${min}`),
    v.maxValue(max, `${constraint} have value less than or equal to ${max}`),
  );

/** Seconds since 1970, as the protocol has times. */
export const time = v.pipe(v.number(), v.minValue(0, `${constraint} be a time`));

/** "You must use either the StreamARN or the StreamName parameter, or both." */
export const streamParameters = { StreamName: v.nullish(streamName), StreamARN: v.nullish(streamArnText) };

/** The name of the stream that a call is for. Throws InvalidArgumentException when it names none, or two. */
export function nameOf(input: { StreamName?: unknown; StreamARN?: unknown }): string {
  const { StreamName, StreamARN } = input;
  const ofArn = typeof StreamARN === 'string' ? StreamARN.split(':stream/')[1] : undefined;
  const name = typeof StreamName === 'string' ? StreamName : ofArn;
  if (name === undefined) throw invalidArgument('Either StreamName or StreamARN must be given.');
  if (ofArn !== undefined && ofArn !== name)
    throw invalidArgument(`StreamARN ${StreamARN} and StreamName ${name} are of different streams.`);
  return name;
}
