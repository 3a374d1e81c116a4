import * as v from 'valibot';
import { attempt } from '../attempts.ts';
import { besides } from '../besides.ts';
import { common, errorHandling, expression, json, output, transition } from '../definition/fields.ts';
import type { Workflow } from '../definition/workflow.ts';
import { StateFailure } from '../failure.ts';
import { Scope } from '../scope.ts';
import { defineState } from './state-type.ts';

/** "Inline … supports up to 40 concurrent iterations." */
const mostAtOnce = 40;

/** Inline only. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
export const map = defineState({
  type: 'Map',
  schema: v.strictObject({
    ...common,
    ...transition,
    ...output,
    ...errorHandling,
    Items: v.optional(v.union([v.array(json), expression])),
    ItemSelector: v.optional(json),
    MaxConcurrency: v.optional(
      v.union([v.pipe(v.number(), v.integer(), v.minValue(0, 'must be at least 0')), expression]),
    ),
    ItemProcessor: v.strictObject({
      ProcessorConfig: v.optional(
        v.strictObject({ Mode: v.literal('INLINE', 'must be INLINE: no other mode is supported') }),
      ),
      StartAt: v.unknown(),
      States: v.unknown(),
      Comment: v.optional(v.string()),
    }),
  }),
  leadsTo: ({ Catch }) => Catch.map(({ Next }) => Next),
  workflows: ({ ItemProcessor }) => ({ ItemProcessor: ItemProcessor as unknown as Workflow }),
  run: (visit) =>
    attempt(visit, async () => {
      const { state, frame, query, input, name, runWorkflow } = visit;
      const items = state.Items === undefined ? input : await query.value('Items', state.Items);
      if (!Array.isArray(items))
        throw new StateFailure(
          'States.QueryEvaluationError',
          `The Items of the state '${name}' must be an array.`,
        );
      const atOnce = await query.number('MaxConcurrency', state.MaxConcurrency);
      frame.thread.add('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
      try {
        const result = await besides(
          items.map((item: unknown, index) => async (signal: AbortSignal) => {
            const context = { Map: { Item: { Index: index, Value: item } } };
            const thread = frame.thread.fork();
            const details = { name, index };
            thread.add('MapIterationStarted', { mapIterationStartedEventDetails: details });
            try {
              const given =
                state.ItemSelector === undefined
                  ? item
                  : await query.value('ItemSelector', state.ItemSelector, {}, context);
              const inner = { ...frame, scope: new Scope(frame.scope), thread, signal, context };
              const result = await runWorkflow(state.ItemProcessor as unknown as Workflow, given, inner);
              thread.add('MapIterationSucceeded', { mapIterationSucceededEventDetails: details });
              return result;
            } catch (error) {
              if (error instanceof StateFailure)
                thread.add('MapIterationFailed', { mapIterationFailedEventDetails: details });
              else thread.add('MapIterationAborted', { mapIterationAbortedEventDetails: details });
              throw error;
            }
          }),
          Math.min(atOnce || mostAtOnce, mostAtOnce),
          frame.signal,
        );
        frame.thread.add('MapStateSucceeded');
        return await query.conclude(state, state.Next, result, { result });
      } catch (error) {
        if (!frame.signal.aborted) frame.thread.add('MapStateFailed');
        throw error;
      }
    }),
});
