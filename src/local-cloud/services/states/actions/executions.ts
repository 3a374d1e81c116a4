import * as v from 'valibot';
import { ApiServerError } from '../../../http/api-server.ts';
import type { ActionCaller } from '../../../kernel/contracts/service-api.ts';
import { billed } from '../billing.ts';
import type { Execution } from '../execution.ts';
import { withoutData } from '../execution-data.ts';
import type { HistoryEvent } from '../history.ts';
import type { StateMachine, WorkflowType } from '../state-machine.ts';
import { action, arn, name, pageOf, paging, said } from './action.ts';

const started = { stateMachineArn: arn, name: v.nullish(name), input: v.nullish(v.string()) };

/** Nothing here is encrypted, so that both give the same. */
const includedData = v.nullish(v.picklist(['ALL_DATA', 'METADATA_ONLY']));

/** Of X-Ray, which is not there: it is told where the API tells it. */
const traceHeader = v.nullish(v.pipe(v.string(), v.maxLength(256)));

export const startExecution = action(v.strictObject({ ...started, traceHeader }), (asked, states, caller) => {
  const execution = states.start(asked.stateMachineArn, given(asked, caller));
  return { executionArn: execution.arn, startDate: execution.startedAt / 1_000 };
});

/**
 * Answers when the execution has ended, and with 200 however it did. "StartSyncExecution is not available for STANDARD
 * workflows." https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
export const startSyncExecution = action(
  v.strictObject({
    ...started,
    traceHeader,
    includedData,
  }),
  async (asked, states, caller) => {
    refuseOther('EXPRESS', states.machine(asked.stateMachineArn));
    const execution = states.start(asked.stateMachineArn, given(asked, caller));
    await execution.ended;
    const { status, startedAt, stoppedAt = startedAt } = execution;
    // No action stops it.
    if (status === 'ABORTED') throw new ApiServerError('InternalServerError', 'The local cloud ends.', 500);
    return {
      ...summaryOf(execution),
      ...dataOf(execution),
      outputDetails: { included: true },
      billingDetails: {
        billedDurationInMilliseconds: billed.duration(stoppedAt - startedAt),
        billedMemoryUsedInMB: billed.memory,
      },
    };
  },
);

export const stopExecution = action(
  v.strictObject({ executionArn: arn, ...said }),
  async ({ executionArn, error, cause }, states) => {
    const execution = states.execution(executionArn);
    execution.stop(error ?? undefined, cause ?? undefined);
    await execution.ended;
    return { stopDate: (execution.stoppedAt ?? 0) / 1_000 };
  },
);

export const describeExecution = action(
  v.strictObject({ executionArn: arn, includedData }),
  ({ executionArn }, states) => {
    const execution = states.execution(executionArn);
    return { ...summaryOf(execution), ...dataOf(execution), redriveCount: 0 };
  },
);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export const listExecutions = action(
  v.strictObject({
    stateMachineArn: arn,
    statusFilter: v.nullish(v.picklist(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])),
    // None is ever redriven here.
    redriveFilter: v.nullish(v.picklist(['REDRIVEN', 'NOT_REDRIVEN'])),
    ...paging,
  }),
  ({ stateMachineArn, statusFilter, redriveFilter, ...asked }, states) => {
    const machine = states.machine(stateMachineArn);
    refuseOther('STANDARD', machine);
    // "Results are sorted by time, with the most recent execution first."
    const all = redriveFilter === 'REDRIVEN' ? [] : [...states.executions.values()];
    const found = all
      .filter((each) => each.machine.arn === machine.arn && (!statusFilter || each.status === statusFilter))
      .reverse();
    const { page, ...next } = pageOf(found, asked, 100);
    return { executions: page.map((each) => ({ ...summaryOf(each), redriveCount: 0 })), ...next };
  },
);

export const getExecutionHistory = action(
  v.strictObject({
    executionArn: arn,
    reverseOrder: v.nullish(v.boolean()),
    includeExecutionData: v.nullish(v.boolean()),
    ...paging,
  }),
  ({ executionArn, reverseOrder, includeExecutionData, ...asked }, states) => {
    const { events } = states.execution(executionArn).history;
    const { page, ...next } = pageOf(reverseOrder ? events.toReversed() : events, asked, 100);
    return { events: includeExecutionData === false ? page.map(bare) : page, ...next };
  },
);

/** An event without input and output. */
const bare = (event: HistoryEvent): object =>
  Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      typeof value === 'object' ? withoutData(value as object) : value,
    ]),
  );

const summaryOf = ({ arn: executionArn, machine, name: named, status, startedAt, stoppedAt }: Execution) => ({
  executionArn,
  stateMachineArn: machine.arn,
  name: named,
  status,
  startDate: startedAt / 1_000,
  ...(stoppedAt !== undefined && { stopDate: stoppedAt / 1_000 }),
});

const dataOf = ({ input, output, error, cause, traceHeader }: Execution) => ({
  input,
  inputDetails: { included: true },
  ...(output !== undefined && { output, outputDetails: { included: true } }),
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
  ...(traceHeader !== undefined && { traceHeader }),
});

/** What an execution begins with. */
const given = (
  {
    name: named,
    input,
    traceHeader,
  }: { [Field in 'name' | 'input' | 'traceHeader']?: string | null | undefined },
  { invocationId, requestId, cause }: ActionCaller,
) => ({
  ...(typeof named === 'string' && { name: named }),
  ...(typeof input === 'string' && { input }),
  ...(typeof traceHeader === 'string' && { traceHeader }),
  causes: [invocationId, requestId, cause].filter((each) => each !== undefined),
});

/** Throws an ApiServerError when the state machine is not of this type. */
function refuseOther(wanted: WorkflowType, { type }: StateMachine): void {
  if (type === wanted) return;
  throw new ApiServerError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}
