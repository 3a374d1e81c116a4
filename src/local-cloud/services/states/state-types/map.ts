import * as v from 'valibot';
import { attempt } from '../attempts.ts';
import { besides } from '../besides.ts';
import { common, errorHandling, expression, json, output, transition } from '../definition/fields.ts';
import {
  assignInJsonPath,
  errorHandlingInJsonPath,
  inputAndOutputPath,
  path,
  resultPath,
  resultSelector,
  template,
} from '../definition/json-path-fields.ts';
import type { Workflow } from '../definition/workflow.ts';
import { StateFailure } from '../failure.ts';
import { Scope } from '../scope.ts';
import { defineState, isJsonPath, notBoth } from './state-type.ts';

/** "Inline … supports up to 40 concurrent iterations." */
const mostAtOnce = 40;

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0, 'must be at least 0'));

const processor = v.strictObject({
  ProcessorConfig: v.optional(
    v.strictObject({
      Mode: v.literal(
        'INLINE',
        'must be INLINE: the distributed mode is not supported. An inline Map runs up to 40 iterations at a time',
      ),
    }),
  ),
  StartAt: v.unknown(),
  States: v.unknown(),
  Comment: v.optional(v.string()),
});

/** Under its name, or under the one that it had before, which JSONPath still takes. */
const processorOf = (state: { ItemProcessor?: unknown; Iterator?: unknown }) =>
  (state.ItemProcessor ?? state.Iterator) as Workflow;

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
    MaxConcurrency: v.optional(v.union([wholeNumber, expression])),
    ItemProcessor: processor,
  }),
  inJsonPath: v.strictObject({
    ...common,
    ...transition,
    ...inputAndOutputPath,
    ...resultSelector,
    ...resultPath,
    ...assignInJsonPath,
    ...errorHandlingInJsonPath,
    ItemsPath: v.optional(path),
    ItemSelector: v.optional(template),
    Parameters: v.optional(template),
    MaxConcurrency: v.optional(wholeNumber),
    MaxConcurrencyPath: v.optional(path),
    ItemProcessor: v.optional(processor),
    Iterator: v.optional(processor),
  }),
  leadsTo: ({ Catch }) => Catch.map(({ Next }) => Next),
  problems(state) {
    const exactlyOne = 'ItemProcessor' in state !== 'Iterator' in state;
    return {
      ItemProcessor: exactlyOne ? undefined : 'give ItemProcessor, or Iterator as it was called before',
      ItemSelector:
        'ItemSelector' in state && 'Parameters' in state
          ? 'give it without Parameters, as it was called before'
          : undefined,
      MaxConcurrency: notBoth(state, 'MaxConcurrency'),
    };
  },
  workflows: (state) =>
    processorOf(state) ? { ['Iterator' in state ? 'Iterator' : 'ItemProcessor']: processorOf(state) } : {},
  run: (visit) =>
    attempt(visit, async () => {
      const { state, frame, query, name, runWorkflow } = visit;
      const items = await query.items();
      if (!Array.isArray(items))
        throw new StateFailure(
          isJsonPath(state) ? 'States.Runtime' : 'States.QueryEvaluationError',
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
              const given = await query.item(item, context);
              const inner = { ...frame, scope: new Scope(frame.scope), thread, signal, context };
              const result = await runWorkflow(processorOf(state), given, inner);
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
