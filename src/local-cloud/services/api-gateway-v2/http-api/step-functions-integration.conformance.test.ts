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
      ['StartSyncExecution', { StateMachineArn: 'arn' }, /StepFunctions-StopExecution are supported/],
    ] as const)
      await assert.rejects(startTemplate(t, template(subtype, parameters)), says);
  },
);
