import { setImmediate } from 'node:timers/promises';
import type { Workflow } from './definition/workflow.ts';
import { Aborted } from './failure.ts';
import { payloadText } from './limits.ts';
import { JsonPathQuery } from './query/json-path-query.ts';
import { JsonataQuery } from './query/jsonata-query.ts';
import { stateTypes } from './state-types/registry.ts';
import { isJsonPath } from './state-types/state-type.ts';
import type { Visit, WorkflowFrame } from './visit.ts';

/** Runs states from the first to an end; gives the last one's output. Throws a StateFailure, or Aborted. */
export async function runWorkflow(
  workflow: Workflow,
  input: unknown,
  frame: WorkflowFrame,
): Promise<unknown> {
  const { thread, signal, execution } = frame;
  const { executionId, resource, surroundings } = execution;
  const { events, clock } = surroundings.kernel;
  let name = workflow.StartAt;
  let value = input;
  for (;;) {
    // A loop of states leaves room for whatever else goes on.
    await setImmediate();
    if (signal.aborted) throw new Aborted();
    const state = workflow.States[name];
    const type = stateTypes.get(state?.Type ?? '');
    if (!state || !type) throw new Error(`There is no state ${name}.`);
    const entered = thread.add(`${type.type}StateEntered`, {
      stateEnteredEventDetails: {
        name,
        input: payloadText(value, `The state '${name}' has an input`),
        inputDetails: { truncated: false },
      },
    });
    events.emit({ type: 'state-entered', resource, executionId, state: name, stateType: type.type });
    const enteredAt = new Date(clock.now()).toISOString();
    const visit: Visit = {
      name,
      state,
      input: value,
      frame,
      entered,
      context: {
        ...execution.context,
        ...frame.context,
        State: { Name: name, EnteredTime: enteredAt, RetryCount: 0 },
      },
      query: undefined as never,
      runWorkflow,
    };
    const inJsonPath = isJsonPath(state);
    visit.query = inJsonPath ? new JsonPathQuery(visit) : new JsonataQuery(visit);
    const run = (inJsonPath && type.runInJsonPath) || type.run;
    const { next, output, assigned, caught } = await run(visit);
    if (assigned) frame.scope.assign(assigned);
    thread.add(`${type.type}StateExited`, {
      stateExitedEventDetails: {
        name,
        output: payloadText(output, `The state '${name}' has an output`),
        outputDetails: { truncated: false },
        ...(assigned && {
          assignedVariables: Object.fromEntries(
            Object.entries(assigned).map(([variable, each]) => [variable, JSON.stringify(each)]),
          ),
          assignedVariablesDetails: { truncated: false },
        }),
      },
    });
    events.emit({
      type: 'state-exited',
      resource,
      executionId,
      state: name,
      ...(caught !== undefined && { caught }),
    });
    if (next === undefined) return output;
    name = next;
    value = output;
  }
}
