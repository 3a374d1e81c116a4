import * as v from 'valibot';
import { attempt } from '../attempts.ts';
import { besides } from '../besides.ts';
import { common, errorHandling, json, output, transition } from '../definition/fields.ts';
import type { Workflow } from '../definition/workflow.ts';
import { Scope } from '../scope.ts';
import { defineState } from './state-type.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export const parallel = defineState({
  type: 'Parallel',
  schema: v.strictObject({
    ...common,
    ...transition,
    ...output,
    ...errorHandling,
    Arguments: v.optional(json),
    Branches: v.pipe(
      v.array(v.strictObject({ StartAt: v.unknown(), States: v.unknown(), Comment: v.optional(v.string()) })),
      v.minLength(1, 'must have a branch'),
    ),
  }),
  leadsTo: ({ Catch }) => Catch.map(({ Next }) => Next),
  workflows: ({ Branches }) =>
    Object.fromEntries(Branches.map((each, index) => [`Branches.${index}`, each as Workflow])),
  run: (visit) =>
    attempt(visit, async () => {
      const { state, frame, query, runWorkflow } = visit;
      const input =
        state.Arguments === undefined ? visit.input : await query.value('Arguments', state.Arguments);
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
