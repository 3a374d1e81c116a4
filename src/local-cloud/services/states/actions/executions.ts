import * as v from 'valibot';
import { ApiServerError } from '../../../http/api-server.ts';
import type { Execution } from '../execution.ts';
import { action, arn, name, pageOf, paging } from './action.ts';

export const startExecution = action(
  v.object({ stateMachineArn: arn, name: v.nullish(name), input: v.nullish(v.string()) }),
  ({ stateMachineArn, name, input }, states, { invocationId, requestId, cause }) => {
    const causes = [invocationId, requestId, cause].filter((each) => each !== undefined);
    const execution = states.start(stateMachineArn, {
      ...(typeof name === 'string' && { name }),
      ...(typeof input === 'string' && { input }),
      causes,
    });
    return { executionArn: execution.arn, startDate: execution.startedAt / 1_000 };
  },
);

/**
 * Every state machine here is a Standard one, and "StartSyncExecution is not available for STANDARD workflows".
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
export const startSyncExecution = action(
  v.object({ stateMachineArn: arn }),
  ({ stateMachineArn }, states) => {
    const { name: named } = states.machine(stateMachineArn);
    throw new ApiServerError(
      'StateMachineTypeNotSupported',
      `StartSyncExecution is not available for STANDARD workflows, and ${named} is one.`,
    );
  },
);

export const stopExecution = action(
  v.object({ executionArn: arn, error: v.nullish(v.string()), cause: v.nullish(v.string()) }),
  async ({ executionArn, error, cause }, states) => {
    const execution = states.execution(executionArn);
    execution.stop(error ?? undefined, cause ?? undefined);
    await execution.ended;
    return { stopDate: (execution.stoppedAt ?? 0) / 1_000 };
  },
);

export const describeExecution = action(v.object({ executionArn: arn }), ({ executionArn }, states) => {
  const execution = states.execution(executionArn);
  const { input, output, error, cause } = execution;
  return {
    ...summaryOf(execution),
    input,
    inputDetails: { included: true },
    ...(output !== undefined && { output, outputDetails: { included: true } }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    redriveCount: 0,
  };
});

export const listExecutions = action(
  v.object({
    stateMachineArn: arn,
    statusFilter: v.nullish(v.picklist(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])),
    ...paging,
  }),
  ({ stateMachineArn, statusFilter, ...asked }, states) => {
    const machine = states.machine(stateMachineArn);
    // "Results are sorted by time, with the most recent execution first."
    const found = [...states.executions.values()]
      .filter((each) => each.machine.arn === machine.arn && (!statusFilter || each.status === statusFilter))
      .reverse();
    const { page, ...next } = pageOf(found, asked, 100);
    return { executions: page.map(summaryOf), ...next };
  },
);

export const getExecutionHistory = action(
  v.object({
    executionArn: arn,
    reverseOrder: v.nullish(v.boolean()),
    includeExecutionData: v.nullish(v.boolean()),
    ...paging,
  }),
  ({ executionArn, reverseOrder, ...asked }, states) => {
    const { events } = states.execution(executionArn).history;
    const { page, ...next } = pageOf(reverseOrder ? events.toReversed() : events, asked, 100);
    return { events: page, ...next };
  },
);

const summaryOf = ({ arn: executionArn, machine, name: named, status, startedAt, stoppedAt }: Execution) => ({
  executionArn,
  stateMachineArn: machine.arn,
  name: named,
  status,
  startDate: startedAt / 1_000,
  ...(stoppedAt !== undefined && { stopDate: stoppedAt / 1_000 }),
});
