import assert from 'node:assert/strict';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startMetrics } from '../../testing/metrics.ts';
import { machineResource } from '../../testing/state-machine.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);

behaviour(
  'executions are counted as they start and as they end, with the time that they took; Express ones tell what is billed of it',
  {
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html',
    fidelity: 'modelled',
    note: 'Times are as long as the setting timeScale says.',
  },
  async (t) => {
    const states = {
      Check: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 0 %}', Next: 'Wait' },
          { Condition: '{% $states.input.n = 0 %}', Next: 'Forever' },
        ],
        Default: 'No',
      },
      Wait: { Type: 'Wait', Seconds: 2, End: true },
      Forever: { Type: 'Wait', Seconds: 90_000, End: true },
      No: { Type: 'Fail' },
    };
    const { cloud, until, statistic } = await startMetrics(
      t,
      {
        Express: machineResource(states, {}, { StateMachineType: 'EXPRESS' }),
        Standard: machineResource(states),
      },
      { Outputs: { Express: { Value: { Ref: 'Express' } }, Standard: { Value: { Ref: 'Standard' } } } },
    );
    const client = new SFNClient({
      endpoint: cloud.endpoints.sfn,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    t.after(() => client.destroy());
    const start = (stateMachineArn: string | undefined, n: number) =>
      client.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ n }) }));
    for (const n of [1, 0, -1, -1]) await start(cloud.outputs.Express, n);
    await start(cloud.outputs.Standard, 1);

    const of = (name: string) => `AWS/States ${name}`;
    const express = { StateMachineArn: cloud.outputs.Express };
    const is = (value: number) => (found: number) => found === value;
    assert.equal(await until(of('ExecutionsTimedOut'), 'Sum', express, is(1)), 'Count');
    await until(of('ExecutionsStarted'), 'Sum', express, is(4));
    // Each once when it started and, as 0, once when it ended.
    await until(of('ExecutionsStarted'), 'SampleCount', express, is(8));
    await until(of('ExecutionsFailed'), 'Sum', express, is(2));
    await until(of('ExecutionsSucceeded'), 'Sum', express, is(1));
    assert.equal(
      await until(of('ExecutionTime'), 'Maximum', express, (most) => most >= 295_000),
      'Milliseconds',
    );
    const billed = of('ExpressExecutionBilledDuration');
    assert.equal(await until(billed, 'SampleCount', express, is(4)), 'Milliseconds');
    assert.equal(((await statistic(billed, 'Sum', express))?.value ?? 0) % 100, 0);

    const standard = { StateMachineArn: cloud.outputs.Standard };
    await until(of('ExecutionsSucceeded'), 'Sum', standard, is(1));
    assert.equal(await statistic(billed, 'Sum', standard), undefined);
    // Of the account.
    await until(of('ExecutionsStarted'), 'Sum', {}, is(5));
  },
);
