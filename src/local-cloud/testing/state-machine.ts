import type { TestContext } from 'node:test';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { arnOf } from '../kernel/account.ts';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { startTemplate } from './assembly.ts';
import { functionResource } from './templates.ts';
import { Watch } from './watch.ts';

/** A state machine in JSONata; `StartAt` is the first of the states. `more`: fields of the definition. */
export const machineResource = (
  States: Record<string, unknown>,
  more: Record<string, unknown> = {},
  properties: Record<string, unknown> = {},
): TemplateResource => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    RoleArn: 'arn:aws:iam::000000000000:role/test',
    Definition: { QueryLanguage: 'JSONata', StartAt: Object.keys(States)[0], States, ...more },
    ...properties,
  },
});

/** A Task that invokes the function with the logical ID `Function` of the stack `Test`. */
export const invokeTask = (
  state: Record<string, unknown> = {},
  payload: unknown = '{% $states.input %}',
) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: arnOf('lambda', 'function:Test-Function'), Payload: payload },
  Output: '{% $states.result.Payload %}',
  ...state,
});

/** A cloud with a state machine `Machine` of these states, and the real client. */
export async function startStates(
  t: TestContext,
  states: Record<string, unknown>,
  {
    code = 'exports.handler = async (event) => event;',
    resources = {},
    settings = {},
    definition = {},
    properties = {},
  }: {
    /** Of the function `Function`. */
    code?: string;
    resources?: Record<string, TemplateResource>;
    settings?: Partial<CloudSettings>;
    /** Fields of the definition besides the states. */
    definition?: Record<string, unknown>;
    /** Of the state machine, besides. */
    properties?: Record<string, unknown>;
  } = {},
) {
  const cloud = await startTemplate(
    t,
    {
      Resources: {
        Function: functionResource(code),
        Machine: machineResource(states, definition, properties),
        ...resources,
      },
      Outputs: { Machine: { Value: { Ref: 'Machine' } } },
    },
    // A second lasts ten milliseconds.
    { timeScale: 0.01, ...settings },
  );
  const client = new SFNClient({
    endpoint: cloud.endpoints.sfn,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    // The host of StartSyncExecution on AWS, sync-states, is not one of this machine.
    disableHostPrefix: true,
  });
  t.after(() => client.destroy());
  const watch = new Watch(cloud);
  const machine = cloud.outputs.Machine ?? '';

  const start = async (input: unknown = {}, name?: string): Promise<string> => {
    const { executionArn = '' } = await client.send(
      new StartExecutionCommand({
        stateMachineArn: machine,
        input: JSON.stringify(input),
        ...(name && { name }),
      }),
    );
    return executionArn;
  };
  const describe = (executionArn: string): Promise<DescribeExecutionCommandOutput> =>
    client.send(new DescribeExecutionCommand({ executionArn }));
  return {
    cloud,
    client,
    watch,
    machine,
    start,
    describe,
    /** Runs one Express execution to its end. */
    sync: (input: unknown = {}, name?: string) =>
      client.send(
        new StartSyncExecutionCommand({
          stateMachineArn: machine,
          input: JSON.stringify(input),
          ...(name && { name }),
        }),
      ),
    /** Runs one execution to its end. */
    async run(input: unknown = {}) {
      const ends = watch.of('execution-ended', 'Machine').length;
      const executionArn = await start(input);
      await watch.first('execution-ended', 'Machine', ends + 1);
      const described = await describe(executionArn);
      return {
        ...described,
        executionArn,
        // biome-ignore lint/suspicious/noExplicitAny: each test knows what its states give
        result: described.output === undefined ? undefined : (JSON.parse(described.output) as any),
      };
    },
    async history(executionArn: string): Promise<HistoryEvent[]> {
      const { events = [] } = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
      );
      return events;
    },
  };
}
