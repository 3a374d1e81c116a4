import * as v from 'valibot';
import { common, fixedSeconds, output, plainText, seconds, text, transition } from '../definition/fields.ts';
import { assignInJsonPath, inputAndOutputPath, path } from '../definition/json-path-fields.ts';
import { Aborted, StateFailure } from '../failure.ts';
import { expressionOf } from '../query/expression.ts';
import { isTimestamp } from '../timestamp.ts';
import { defineState, isJsonPath } from './state-type.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */
export const wait = defineState({
  type: 'Wait',
  schema: v.strictObject({
    ...common,
    ...transition,
    ...output,
    Seconds: v.optional(seconds(0)),
    Timestamp: v.optional(text),
  }),
  inJsonPath: v.strictObject({
    ...common,
    ...transition,
    ...inputAndOutputPath,
    ...assignInJsonPath,
    Seconds: v.optional(fixedSeconds(0)),
    SecondsPath: v.optional(path),
    Timestamp: v.optional(plainText),
    TimestampPath: v.optional(path),
  }),
  problems(state) {
    const fields = isJsonPath(state)
      ? ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath']
      : ['Seconds', 'Timestamp'];
    const given = fields.filter((field) => field in state);
    const { Timestamp } = state;
    const isFixed = typeof Timestamp === 'string' && expressionOf(Timestamp) === undefined;
    return {
      Timestamp:
        isFixed && !isTimestamp(Timestamp)
          ? `${JSON.stringify(Timestamp)} is no date and time as 2016-03-14T01:59:00Z`
          : undefined,
      Seconds:
        given.length === 1
          ? undefined
          : `give ${fields.length === 2 ? 'either Seconds or Timestamp, and not both' : `exactly one of ${fields.join(', ')}`}`,
    };
  },
  async run({ state, query, frame, name }) {
    const { clock } = frame.execution.surroundings.kernel;
    const seconds = await query.number('Seconds', state.Seconds);
    const until = await query.value('Timestamp', state.Timestamp);
    const at = isTimestamp(until) ? Date.parse(until) : Number.NaN;
    if (until !== undefined && Number.isNaN(at))
      throw new StateFailure(
        isJsonPath(state) ? 'States.Runtime' : 'States.QueryEvaluationError',
        `The Timestamp of the state '${name}' is no date and time: ${JSON.stringify(until)}.`,
      );
    const waitSeconds = seconds ?? Math.max(0, (at - clock.now()) / 1_000);
    if (!(await clock.wait(waitSeconds, frame.signal))) throw new Aborted();
    return query.conclude(state, state.Next, await query.given(), {});
  },
});
