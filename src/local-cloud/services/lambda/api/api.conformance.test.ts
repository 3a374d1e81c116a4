import assert from 'node:assert/strict';
import {
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  type LambdaServiceException,
  ListFunctionsCommand,
  PutFunctionConcurrencyCommand,
  type TooManyRequestsException,
} from '@aws-sdk/client-lambda';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startFunction, startLambda } from '../../../testing/lambda.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const invokePage = 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html';
const echo = 'exports.handler = async (event) => event;';
const FunctionName = 'Test-Function';

const named = (name: string, status: number) => (error: LambdaServiceException) => {
  assert.equal(error.name, name);
  assert.equal(error.$metadata.httpStatusCode, status);
  return true;
};

behaviour(
  'Invoke with RequestResponse answers 200 with the result and the executed version',
  { source: invokePage },
  async (t) => {
    const { client } = await startFunction(t, echo);
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload: '{"a":1}' }));
    assert.equal(answer.StatusCode, 200);
    assert.equal(answer.ExecutedVersion, '$LATEST');
    assert.equal(answer.FunctionError, undefined);
    assert.equal(answer.Payload?.transformToString(), '{"a":1}');
  },
);

behaviour('Invoke with DryRun answers 204 and runs nothing', { source: invokePage }, async (t) => {
  const { client, eventsOf } = await startFunction(t, echo);
  const answer = await client.send(new InvokeCommand({ FunctionName, InvocationType: 'DryRun' }));
  assert.equal(answer.StatusCode, 204);
  assert.equal(eventsOf('invocation-started').length, 0);
});

behaviour(
  'Invoke with Event answers 202 without a result, before the function has run',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html' },
  async (t) => {
    const { client, eventually } = await startFunction(t, echo);
    const answer = await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event' }));
    assert.equal(answer.StatusCode, 202);
    assert.equal(answer.Payload?.length ?? 0, 0);
    await eventually((event) => event.type === 'invocation-ended' && event.outcome === 'succeeded');
  },
);

behaviour(
  'an error of the function is answered with 200, FunctionError Unhandled and the error as payload',
  { source: invokePage },
  async (t) => {
    const { client } = await startFunction(t, `exports.handler = async () => { throw new Error('no'); };`);
    const answer = await client.send(new InvokeCommand({ FunctionName }));
    assert.equal(answer.StatusCode, 200);
    assert.equal(answer.FunctionError, 'Unhandled');
    assert.equal(JSON.parse(answer.Payload?.transformToString() ?? '').errorMessage, 'no');
  },
);

behaviour('LogType Tail returns the last 4 KB of the log', { source: invokePage }, async (t) => {
  const { invoke } = await startFunction(
    t,
    `exports.handler = async (event) => { console.log('x'.repeat(event.size)); console.log('last words'); };`,
  );
  const { log } = await invoke({ size: 10 }, { LogType: 'Tail' });
  assert.match(log, /^START RequestId: \S+ Version: \$LATEST\nx{10}\nlast words\nEND RequestId: /);
  assert.match(log, /REPORT RequestId: .*Memory Size: 128 MB\n$/);
  const long = await invoke({ size: 9_000 }, { LogType: 'Tail' });
  assert.equal(Buffer.byteLength(long.log), 4096);
  assert.match(long.log, /last words/);
});

behaviour(
  'when the runtime does not end an invocation itself, the log says why, and its report has a status',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html' },
  async (t) => {
    const { invoke } = await startFunction(
      t,
      `exports.handler = async (event) => { if (event.kill) process.kill(process.pid, 'SIGKILL'); for (;;); };`,
      { Timeout: 1 },
    );
    const slow = await invoke({}, { LogType: 'Tail' });
    assert.match(slow.log, /^\S+Z \S+ Task timed out after 1\.00 seconds$/m);
    assert.match(slow.log, /^REPORT RequestId: .*\tStatus: timeout$/m);
    const killed = await invoke({ kill: true }, { LogType: 'Tail' });
    assert.match(
      killed.log,
      /^RequestId: \S+ Error: Runtime exited with error: signal: killed\nRuntime\.ExitError$/m,
    );
    assert.match(killed.log, /^REPORT RequestId: .*\tStatus: error\tError Type: Runtime\.ExitError$/m);
  },
);

behaviour('an unknown function is 404 ResourceNotFoundException', { source: invokePage }, async (t) => {
  const { client } = await startFunction(t, echo);
  for (const name of ['Nobody', `${FunctionName}:7`, 'arn:aws:lambda:us-east-1:000000000000:function:Nobody'])
    await assert.rejects(
      client.send(new InvokeCommand({ FunctionName: name })),
      named('ResourceNotFoundException', 404),
    );
});

behaviour(
  'a payload that is no JSON is 400 InvalidRequestContentException',
  { source: invokePage },
  async (t) => {
    const { client, eventsOf } = await startFunction(t, echo);
    for (const InvocationType of ['RequestResponse', 'Event'] as const)
      await assert.rejects(
        client.send(new InvokeCommand({ FunctionName, InvocationType, Payload: 'value' })),
        named('InvalidRequestContentException', 400),
      );
    assert.equal(eventsOf('invocation-started').length, 0);
  },
);

behaviour(
  'the payload of a synchronous invocation may have 6 MB, of an asynchronous one 1 MB; more is 413',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html' },
  async (t) => {
    const { client } = await startFunction(t, 'exports.handler = async () => 1;');
    const text = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    const send = (InvocationType: 'Event' | 'RequestResponse', bytes: number) =>
      client.send(new InvokeCommand({ FunctionName, InvocationType, Payload: text(bytes) }));
    assert.equal((await send('RequestResponse', 6_291_456)).StatusCode, 200);
    await assert.rejects(send('RequestResponse', 6_291_457), named('RequestTooLargeException', 413));
    assert.equal((await send('Event', 1_048_576)).StatusCode, 202);
    await assert.rejects(send('Event', 1_048_577), named('RequestTooLargeException', 413));
  },
);

behaviour(
  'a handler can invoke another function with the SDK as it comes',
  { source: invokePage },
  async (t) => {
    const { invoke, eventsOf } = await startLambda(t, {
      Function: functionResource(
        `const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
         const lambda = new LambdaClient();
         exports.handler = async () => {
           const answer = await lambda.send(new InvokeCommand({ FunctionName: process.env.OTHER, Payload: '{"n":2}' }));
           return JSON.parse(answer.Payload.transformToString());
         };`,
        { Environment: { Variables: { OTHER: { Ref: 'Other' } } }, Timeout: 30 },
      ),
      Other: functionResource('exports.handler = async (event) => event.n * 2;'),
    });
    assert.equal((await invoke()).payload, 4);
    const [outer, inner] = eventsOf('invocation-started');
    assert.deepEqual(inner?.causes, [outer?.invocationId]);
  },
);

behaviour(
  'PutFunctionConcurrency changes the cap of a running function, and 0 switches it off',
  { source: 'https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html' },
  async (t) => {
    const { client, invoke } = await startFunction(t, echo);
    const put = (ReservedConcurrentExecutions: number) =>
      client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
    assert.equal((await put(0)).ReservedConcurrentExecutions, 0);
    await assert.rejects(invoke(), (error: TooManyRequestsException) => {
      assert.equal(error.name, 'TooManyRequestsException');
      assert.equal(error.Reason, 'ReservedFunctionConcurrentInvocationLimitExceeded');
      assert.equal(error.$metadata.httpStatusCode, 429);
      return true;
    });
    const got = await client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    assert.equal(got.ReservedConcurrentExecutions, 0);
    await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    assert.deepEqual((await invoke({ a: 1 })).payload, { a: 1 });
    await assert.rejects(put(901), named('InvalidParameterValueException', 400));
    await put(900);
    const account = await client.send(new GetAccountSettingsCommand({}));
    assert.equal(account.AccountLimit?.ConcurrentExecutions, 1_000);
    assert.equal(account.AccountLimit?.UnreservedConcurrentExecutions, 100);
  },
);

behaviour(
  'GetFunction, GetFunctionConfiguration and ListFunctions describe what is deployed',
  { source: 'https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html' },
  async (t) => {
    const { client } = await startFunction(t, echo, { Timeout: 9, ReservedConcurrentExecutions: 3 });
    const got = await client.send(new GetFunctionCommand({ FunctionName }));
    assert.equal(got.Concurrency?.ReservedConcurrentExecutions, 3);
    assert.equal(got.Configuration?.Timeout, 9);
    const configuration = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    assert.equal(configuration.Runtime, 'nodejs24.x');
    const listed = await client.send(new ListFunctionsCommand({}));
    assert.deepEqual(
      listed.Functions?.map((each) => each.FunctionName),
      [FunctionName],
    );
  },
);

behaviour(
  'an action that is not there is refused by name',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html',
    fidelity: 'differs',
    note: 'AWS has it; the local cloud answers 501 NotImplementedException and lists the actions it has.',
  },
  async (t) => {
    const { client } = await startFunction(t, echo);
    await assert.rejects(
      client.send(new GetPolicyCommand({ FunctionName })),
      (error: LambdaServiceException) => {
        assert.equal(error.name, 'NotImplementedException');
        assert.match(error.message, /It has: Invoke, GetFunction/);
        return true;
      },
    );
  },
);
