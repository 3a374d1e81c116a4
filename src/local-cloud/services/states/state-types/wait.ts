import * as v from 'valibot';
import { common, fixedSeconds, output, plainText, seconds, text, transition } from '../definition/fields.ts';
import { Aborted, StateFailure } from '../failure.ts';
import { defineState } from './state-type.ts';

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
    Seconds: v.optional(fixedSeconds(0)),
    Timestamp: v.optional(plainText),
  }),
  problems: ({ Seconds, Timestamp }) => ({
    Seconds:
      (Seconds === undefined) === (Timestamp === undefined)
        ? 'give either Seconds or Timestamp, and not both'
        : undefined,
  }),
  async run({ state, input, query, frame, name }) {
    const { clock } = frame.execution.surroundings.kernel;
    const seconds = await query.number('Seconds', state.Seconds);
    const until = await query.value('Timestamp', state.Timestamp);
    const at = typeof until === 'string' ? Date.parse(until) : Number.NaN;
    if (until !== undefined && Number.isNaN(at))
      throw new StateFailure(
        'States.QueryEvaluationError',
        `The Timestamp of the state '${name}' is no date and time: ${JSON.stringify(until)}.`,
      );
    const waitSeconds = seconds ?? Math.max(0, (at - clock.now()) / 1_000);
    if (!(await clock.wait(waitSeconds, frame.signal))) throw new Aborted();
    return query.conclude(state, state.Next, input, {});
  },
});
