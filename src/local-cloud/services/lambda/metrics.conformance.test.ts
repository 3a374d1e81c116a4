import assert from 'node:assert/strict';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { account } from '../../kernel/account.ts';
import type { TemplateResource } from '../../template/template.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startMetrics } from '../../testing/metrics.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html';

const code = `exports.handler = async ({ fails }) => { if (fails) throw new Error('on purpose'); };`;
const FunctionName = 'Test-Function';

async function start(t: Parameters<typeof startMetrics>[0], Resources: Record<string, TemplateResource>) {
  const running = await startMetrics(t, Resources);
  const lambda = new LambdaClient({
    endpoint: running.cloud.endpoints.lambda,
    region: account.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(() => lambda.destroy());
  const invoke = (payload: object, more: Partial<InvokeCommand['input']> = {}) =>
    lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload), ...more }));
  return { ...running, invoke };
}

behaviour(
  'invocations, errors and durations are counted for the function, and for all functions together',
  { source },
  async (t) => {
    const { invoke, statistic } = await start(t, { Function: functionResource(code) });
    await invoke({});
    await invoke({ fails: true });
    await invoke({});
    for (const dimensions of [{ FunctionName }, { FunctionName, Resource: FunctionName }, {}]) {
      const sum = async (name: string) => (await statistic(`AWS/Lambda ${name}`, 'Sum', dimensions))?.value;
      assert.equal(await sum('Invocations'), 3);
      assert.equal(await sum('Errors'), 1);
    }
    // An invocation that succeeds is an error of 0: the average is the rate of errors.
    const rate = await statistic('AWS/Lambda Errors', 'Average', { FunctionName });
    assert.ok(Math.abs((rate?.value ?? 0) - 1 / 3) < 1e-9);
    assert.equal((await statistic('AWS/Lambda Duration', 'Average', { FunctionName }))?.unit, 'Milliseconds');
    assert.equal((await statistic('AWS/Lambda ConcurrentExecutions', 'Maximum', {}))?.value, 1);
  },
);

behaviour(
  'an invocation that is throttled counts neither as an invocation nor as an error',
  { source },
  async (t) => {
    const { invoke, statistic } = await start(t, {
      Function: functionResource(code, { ReservedConcurrentExecutions: 0 }),
    });
    await assert.rejects(invoke({}), { name: 'TooManyRequestsException' });
    assert.equal((await statistic('AWS/Lambda Throttles', 'Sum', { FunctionName }))?.value, 1);
    assert.equal(await statistic('AWS/Lambda Invocations', 'Sum', { FunctionName }), undefined);
  },
);

behaviour(
  'an alias counts under its own name, and under the version that it ran',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html' },
  async (t) => {
    const { invoke, statistic } = await start(t, {
      Function: functionResource(code),
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
      Alias: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: { Ref: 'Function' },
          FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
        },
      },
    });
    await invoke({}, { Qualifier: 'live' });
    const Resource = `${FunctionName}:live`;
    for (const dimensions of [{ Resource }, { Resource, ExecutedVersion: '1' }])
      assert.equal(
        (await statistic('AWS/Lambda Invocations', 'Sum', { FunctionName, ...dimensions }))?.value,
        1,
      );
    assert.equal(
      await statistic('AWS/Lambda Invocations', 'Sum', { FunctionName, Resource: FunctionName }),
      undefined,
    );
  },
);

behaviour(
  'asynchronous events are counted when they come and when they are given up',
  { source },
  async (t) => {
    const { invoke, watch, statistic } = await start(t, {
      Function: functionResource(code),
      Config: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: { FunctionName: { Ref: 'Function' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
      },
    });
    await invoke({ fails: true }, { InvocationType: 'Event' });
    await watch.first('event-given-up', 'Function');
    const count = async (name: string) =>
      (await statistic(`AWS/Lambda ${name}`, 'Sum', { FunctionName }))?.value;
    assert.equal(await count('AsyncEventsReceived'), 1);
    assert.equal(await count('AsyncEventsDropped'), 1);
    assert.equal(await count('DeadLetterErrors'), undefined);
  },
);
