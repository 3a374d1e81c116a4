import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { machineResource } from '../../../testing/state-machine.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html';

const template = (subtype: string, RequestParameters: Record<string, unknown>) => ({
  Resources: {
    Machine: machineResource({ Wait: { Type: 'Wait', Seconds: 3_600, End: true } }),
    ...httpApi(['POST /orders'], {
      IntegrationSubtype: `StepFunctions-${subtype}`,
      CredentialsArn: 'arn:aws:iam::000000000000:role/gateway',
      RequestParameters,
    }),
  },
  Outputs: httpApiUrl,
});

behaviour(
  'StepFunctions-StartExecution starts an execution with what its parameters select, and no function runs',
  {
    source,
    fidelity: 'modelled',
    note: 'AWS does not document the format of the answer’s body; this is the JSON of Step Functions’ own API',
  },
  async (t) => {
    const cloud = await startTemplate(
      t,
      template('StartExecution', {
        StateMachineArn: { Ref: 'Machine' },
        Name: '$request.body.id',
        Input: '$request.body',
      }),
    );
    const watch = new Watch(cloud);
    const post = (body: object) =>
      fetch(`${cloud.outputs.Url}/orders`, { method: 'POST', body: JSON.stringify(body) });
    const answer = await post({ id: 'one' });
    assert.equal(answer.status, 200);
    const { executionArn, startDate } = await jsonOf(answer);
    assert.match(executionArn, /:execution:.+:one$/);
    assert.equal(typeof startDate, 'number');
    const [started] = watch.of('execution-started', 'Machine');
    assert.deepEqual(started?.causes, [watch.of('request-received', 'Api')[0]?.requestId]);
    const again = await post({ id: 'one', other: true });
    assert.equal(again.status, 400);
    assert.equal((await jsonOf(again)).__type, 'ExecutionAlreadyExists');
    assert.equal((await post({})).status, 400);
  },
);

/** An Express workflow behind `POST /orders`, which takes its input from the body. */
const express = (States: Record<string, unknown>, integration: Record<string, unknown> = {}) => ({
  Resources: {
    Machine: machineResource(States, {}, { StateMachineType: 'EXPRESS' }),
    ...httpApi(['POST /orders'], {
      IntegrationSubtype: 'StepFunctions-StartSyncExecution',
      CredentialsArn: 'arn:aws:iam::000000000000:role/gateway',
      RequestParameters: { StateMachineArn: { Ref: 'Machine' }, Input: '$request.body' },
      ...integration,
    }),
  },
  Outputs: httpApiUrl,
});

behaviour(
  'StepFunctions-StartSyncExecution answers with what an Express workflow came to, with 200 also when it failed',
  {
    source,
    fidelity: 'modelled',
    note: 'AWS does not document the format of the answer’s body; this is the JSON of Step Functions’ own API',
  },
  async (t) => {
    const cloud = await startTemplate(
      t,
      express({
        Check: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.n > 0 %}', Next: 'Yes' }],
          Default: 'No',
        },
        Yes: { Type: 'Succeed', Output: { doubled: '{% $states.input.n * 2 %}' } },
        No: { Type: 'Fail', Error: 'TooSmall', Cause: 'n' },
      }),
    );
    const watch = new Watch(cloud);
    const post = (body: object) =>
      fetch(`${cloud.outputs.Url}/orders`, { method: 'POST', body: JSON.stringify(body) });
    const answer = await post({ n: 2 });
    assert.equal(answer.status, 200);
    const { status, output, executionArn } = await jsonOf(answer);
    assert.deepEqual([status, output], ['SUCCEEDED', '{"doubled":4}']);
    assert.match(executionArn, /:express:/);
    const [started] = watch.of('execution-started', 'Machine');
    assert.deepEqual(started?.causes, [watch.of('request-received', 'Api')[0]?.requestId]);
    const failed = await post({ n: -1 });
    assert.equal(failed.status, 200);
    const { status: ended, error, cause } = await jsonOf(failed);
    assert.deepEqual([ended, error, cause], ['FAILED', 'TooSmall', 'n']);
  },
);

behaviour(
  'an Express workflow that takes longer than the integration’s timeout is answered with 503, and runs on',
  {
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
  },
  async (t) => {
    const cloud = await startTemplate(
      t,
      express({ Wait: { Type: 'Wait', Seconds: 20, End: true } }, { TimeoutInMillis: 50 }),
      { timeScale: 0.01 },
    );
    const watch = new Watch(cloud);
    const answer = await fetch(`${cloud.outputs.Url}/orders`, { method: 'POST', body: '{}' });
    assert.equal(answer.status, 503);
    assert.deepEqual(await jsonOf(answer), { message: 'Service Unavailable' });
    await watch.first('execution-ended', 'Machine');
    assert.equal(watch.of('execution-ended')[0]?.outcome, 'succeeded');
  },
);

behaviour(
  'a first-class integration with Step Functions without the ARN, or with a parameter that it has not, is refused',
  { source },
  async (t) => {
    for (const [subtype, parameters, says] of [
      [
        'StopExecution',
        { Cause: 'x' },
        /StepFunctions-StopExecution needs the request parameter ExecutionArn/,
      ],
      [
        'StartExecution',
        { StateMachineArn: 'arn', TraceHeader: 'x' },
        /the request parameter TraceHeader is not supported: StateMachineArn, Name, Input, Region are/,
      ],
      [
        'StartSyncExecution',
        { Input: '$request.body' },
        /StepFunctions-StartSyncExecution needs the request parameter StateMachineArn/,
      ],
      [
        'DescribeExecution',
        { ExecutionArn: 'arn' },
        /StartSyncExecution and StepFunctions-StopExecution are supported/,
      ],
    ] as const)
      await assert.rejects(startTemplate(t, template(subtype, parameters)), says);
  },
);
