import { actionErrorOf } from '../../../kernel/contracts/service-api.ts';
import { StateFailure } from '../failure.ts';
import type { Integration, IntegrationCall, Job } from './integration.ts';
import { asText, serviceCall } from './service-call.ts';

/** AWS names errors of Step Functions’ own API as its SDK for Java does: recorded by others. */
const errorName = (code: string): string =>
  `StepFunctions.${code.endsWith('Exception') ? code : `${code}Exception`}`;

/** The API’s answer as states see it: names with a capital letter, dates in milliseconds. Recorded by others. */
const asStatesSeeIt = (answer: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answer)
      .map(([name, value]): [string, unknown] => [
        `${name[0]?.toUpperCase()}${name.slice(1)}`,
        typeof value === 'object' && value !== null
          ? asStatesSeeIt(value)
          : name.endsWith('Date')
            ? Math.round(value * 1_000)
            : value,
      ])
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

const start = serviceCall({
  service: 'states',
  action: 'StartExecution',
  errors: errorName,
  takesToken: true,
  arguments: ['StateMachineArn', 'Input', 'Name'],
  input: ({ StateMachineArn, Input = {}, Name }) => ({
    stateMachineArn: StateMachineArn,
    input: asText(Input),
    ...(Name !== undefined && { name: Name }),
  }),
});

const arnOf = (started: unknown): string => (started as { ExecutionArn: string }).ExecutionArn;

/** Waits for the end of the execution that was started. `read`: what becomes of its input and output, which are JSON texts. */
const untilItEnds = (read: (text: string) => unknown): Job => ({
  async finish(started, { kernel, executionEnded }) {
    const executionArn = arnOf(started);
    const describe = () => described(kernel, executionArn);
    // Of an Express execution nothing can be asked.
    if ((await describe()).Status === 'RUNNING') await executionEnded(executionArn);
    const result = Object.fromEntries(
      Object.entries(await describe()).map(([name, value]) => [
        name,
        name === 'Input' || name === 'Output' ? read(String(value)) : value,
      ]),
    );
    if (result.Status === 'SUCCEEDED') return result;
    throw new StateFailure('States.TaskFailed', JSON.stringify(result));
  },
  /** "if a Step Functions `states:startExecution.sync` task is aborted, it will call … StopExecution" */
  async cancel(started, { kernel, executionArn }) {
    const cause = `The Task state in AWS Step Functions execution [${executionArn}] which was managing this resource was aborted`;
    await kernel.apis.call('states', 'StopExecution', { executionArn: arnOf(started), cause }, {});
  },
});

async function described(
  { apis }: IntegrationCall['kernel'],
  executionArn: string,
): Promise<Record<string, unknown>> {
  try {
    return asStatesSeeIt(await apis.call('states', 'DescribeExecution', { executionArn }, {}));
  } catch (error) {
    const { code, message } = actionErrorOf(error);
    throw new StateFailure(errorName(code), message);
  }
}

/**
 * A Task that starts an execution of another state machine, and may wait for its end.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export const startExecution: Integration = {
  ...start,
  jobs: {
    '.sync': untilItEnds((text) => text),
    '.sync:2': untilItEnds((text) => JSON.parse(text)),
  },
  call: async (call) => asStatesSeeIt((await start.call(call)) as object),
};
