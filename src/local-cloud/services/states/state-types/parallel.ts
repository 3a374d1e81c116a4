import * as v from 'valibot';
import { attempt } from '../attempts.ts';
import { besides } from '../besides.ts';
import { common, errorHandling, json, output, transition } from '../definition/fields.ts';
import {
  assignInJsonPath,
  errorHandlingInJsonPath,
  inputAndOutputPath,
  parameters,
  resultPath,
  resultSelector,
} from '../definition/json-path-fields.ts';
import type { Workflow } from '../definition/workflow.ts';
import { Scope } from '../scope.ts';
import { defineState } from './state-type.ts';

const branches = v.pipe(
  v.array(v.strictObject({ StartAt: v.unknown(), States: v.unknown(), Comment: v.optional(v.string()) })),
  v.minLength(1, 'must have a branch'),
);

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export const parallel = defineState({
  type: 'Parallel',
  schema: v.strictObject({
    ...common,
    ...transition,
    ...output,
    ...errorHandling,
    Arguments: v.optional(json),
    Branches: branches,
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
    Branches: branches,
  }),
  leadsTo: ({ Catch }) => Catch.map(({ Next }) => Next),
  workflows: ({ Branches }) =>
    Object.fromEntries(Branches.map((each, index) => [`Branches.${index}`, each as Workflow])),
  run: (visit) =>
    attempt(visit, async () => {
      const { state, frame, query, runWorkflow } = visit;
      const input = await query.given();
      frame.thread.add('ParallelStateStarted');
      try {
        const result = await besides(
          state.Branches.map((branch) => (signal: AbortSignal) => {
            const inner = { ...frame, scope: new Scope(frame.scope), thread: frame.thread.fork(), signal };
            return runWorkflow(branch as Workflow, input, inner);
          }),
          state.Branches.length,
          frame.signal,
        );
        frame.thread.add('ParallelStateSucceeded');
        return await query.conclude(state, state.Next, result, { result });
      } catch (error) {
        if (!frame.signal.aborted) frame.thread.add('ParallelStateFailed');
        throw error;
      }
    }),
});
