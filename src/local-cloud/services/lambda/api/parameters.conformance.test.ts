import assert from 'node:assert/strict';
import {
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type LambdaClient,
  type LambdaServiceException,
  ListDurableExecutionsByFunctionCommand,
  ListFunctionsCommand,
  PutFunctionConcurrencyCommand,
  SendDurableExecutionCallbackSuccessCommand,
} from '@aws-sdk/client-lambda';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startFunction, startLambda } from '../../../testing/lambda.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const api = 'https://docs.aws.amazon.com/lambda/latest/api';
const echo = 'exports.handler = async (event) => event;';
const FunctionName = 'Test-Function';
const arn = `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;

type Send = (client: LambdaClient) => Promise<unknown>;
const invoke =
  (more: object): Send =>
  (client) =>
    client.send(new InvokeCommand({ FunctionName, ...more }));
const reserve =
  (ReservedConcurrentExecutions: unknown, name = FunctionName): Send =>
  (client) =>
    client.send(
      new PutFunctionConcurrencyCommand({
        FunctionName: name,
        ReservedConcurrentExecutions: ReservedConcurrentExecutions as number,
      }),
    );
const base64 = (bytes: number) => 'A'.repeat(bytes);

const constraint = (name: string, what: RegExp) =>
  new RegExp(`'${name}' failed to satisfy constraint: Member must ${what.source}`);

interface Refusal {
  what: string;
  send: Send;
  error: string;
  says: RegExp;
}

const validation = (what: string, send: Send, name: string, says: RegExp): Refusal => ({
  what,
  send,
  error: 'ValidationException',
  says: constraint(name, says),
});
const invalid = (what: string, send: Send, says: RegExp, error = 'InvalidParameterValueException') => ({
  what,
  send,
  error,
  says,
});

/** By the page of the API reference that says so. */
const refusals: Record<string, Refusal[]> = {
  Invoke: [
    validation(
      'a space',
      invoke({ FunctionName: 'a b' }),
      'functionName',
      /satisfy regular expression pattern/,
    ),
    validation(
      'a path',
      invoke({ FunctionName: 'a/b' }),
      'functionName',
      /satisfy regular expression pattern/,
    ),
    validation(
      '171 characters',
      invoke({ FunctionName: 'x'.repeat(171) }),
      'functionName',
      /have length less than or equal to 170/,
    ),
    validation(
      'a qualifier with a dot',
      invoke({ Qualifier: 'a.b' }),
      'qualifier',
      /satisfy regular expression/,
    ),
    validation(
      'a qualifier of 129 characters',
      invoke({ Qualifier: 'x'.repeat(129) }),
      'qualifier',
      /have length less than or equal to 128/,
    ),
    invalid(
      'two qualifiers',
      invoke({ FunctionName: `${arn}:1`, Qualifier: '2' }),
      /derived qualifier from the function name does not match the specified qualifier/,
    ),
    invalid(
      'another Region',
      invoke({ FunctionName: arn.replace('us-east-1', 'eu-west-1') }),
      /^Functions from 'eu-west-1' are not reachable in this region \('us-east-1'\)$/,
      'ResourceNotFoundException',
    ),
    invalid(
      'another account',
      invoke({ FunctionName: `123456789012:function:${FunctionName}` }),
      /^Function not found/,
      'ResourceNotFoundException',
    ),
    validation(
      'an unknown InvocationType',
      invoke({ InvocationType: 'Later' }),
      'invocationType',
      /satisfy enum value set: \[Event, RequestResponse, DryRun\]/,
    ),
    validation(
      'an unknown LogType',
      invoke({ LogType: 'Head' }),
      'logType',
      /satisfy enum value set: \[None, Tail\]/,
    ),
    validation(
      'a ClientContext of 3,584 bytes',
      invoke({ ClientContext: base64(3_584) }),
      'clientContext',
      /have length less than or equal to 3583/,
    ),
    validation(
      'a DurableExecutionName of 65 characters',
      invoke({ DurableExecutionName: 'x'.repeat(65) }),
      'durableExecutionName',
      /have length less than or equal to 64/,
    ),
    invalid('a TenantId for a function without tenants', invoke({ TenantId: 'a' }), /TenantId/),
  ],
  GetFunction: [
    validation(
      'a space',
      (client) => client.send(new GetFunctionCommand({ FunctionName: 'a b' })),
      'functionName',
      /satisfy regular expression pattern/,
    ),
  ],
  GetFunctionConfiguration: [
    validation(
      'a qualifier with a dot',
      (client) => client.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: 'a.b' })),
      'qualifier',
      /satisfy regular expression pattern/,
    ),
  ],
  ListFunctions: [
    validation(
      'MaxItems 0',
      (client) => client.send(new ListFunctionsCommand({ MaxItems: 0 })),
      'maxItems',
      /have value greater than or equal to 1/,
    ),
    validation(
      'MaxItems 10,001',
      (client) => client.send(new ListFunctionsCommand({ MaxItems: 10_001 })),
      'maxItems',
      /have value less than or equal to 10000/,
    ),
    validation(
      'an unknown FunctionVersion',
      (client) => client.send(new ListFunctionsCommand({ FunctionVersion: 'SOME' as 'ALL' })),
      'functionVersion',
      /satisfy enum value set: \[ALL\]/,
    ),
  ],
  PutFunctionConcurrency: [
    validation('-1', reserve(-1), 'reservedConcurrentExecutions', /have value greater than or equal to 0/),
    validation('nothing', reserve(undefined), 'reservedConcurrentExecutions', /not be null/),
    invalid('half a one', reserve(0.5), /must be a whole number/, 'SerializationException'),
    validation('a name with a dot', reserve(1, 'a.b'), 'functionName', /satisfy regular expression pattern/),
    validation(
      '141 characters',
      reserve(1, 'x'.repeat(141)),
      'functionName',
      /have length less than or equal to 140/,
    ),
    invalid('a version', reserve(1, `${FunctionName}:1`), /names a version or an alias/),
  ],
  GetFunctionConcurrency: [
    invalid(
      'an alias',
      (client) => client.send(new GetFunctionConcurrencyCommand({ FunctionName: `${FunctionName}:live` })),
      /names a version or an alias/,
    ),
  ],
  ListDurableExecutionsByFunction: [
    validation(
      'MaxItems 1,001',
      (client) => client.send(new ListDurableExecutionsByFunctionCommand({ FunctionName, MaxItems: 1_001 })),
      'maxItems',
      /have value less than or equal to 1000/,
    ),
    validation(
      'an unknown status',
      (client) =>
        client.send(
          new ListDurableExecutionsByFunctionCommand({ FunctionName, Statuses: ['GONE' as 'FAILED'] }),
        ),
      'statuses',
      /satisfy enum value set: \[RUNNING, /,
    ),
  ],
  SendDurableExecutionCallbackSuccess: [
    validation(
      'a callback that is no Base64',
      (client) => client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId: 'a b' })),
      'callbackId',
      /satisfy regular expression pattern/,
    ),
    validation(
      'a result above 256 KB',
      (client) =>
        client.send(
          new SendDurableExecutionCallbackSuccessCommand({
            CallbackId: 'YQ==',
            Result: Buffer.alloc(262_145),
          }),
        ),
      'result',
      /have length less than or equal to 262144/,
    ),
  ],
};

for (const [action, cases] of Object.entries(refusals))
  behaviour(
    `${action} refuses what its page does not allow: ${cases.map(({ what }) => what).join(', ')}`,
    { source: `${api}/API_${action}.html` },
    async (t) => {
      const { client, eventsOf } = await startFunction(t, echo);
      for (const { what, send, error, says } of cases)
        await assert.rejects(send(client), (thrown: LambdaServiceException) => {
          assert.equal(thrown.name, error, what);
          assert.equal(
            thrown.$metadata.httpStatusCode,
            error === 'ResourceNotFoundException' ? 404 : 400,
            what,
          );
          assert.match(thrown.message, says, what);
          return true;
        });
      assert.deepEqual(eventsOf('invocation-started'), []);
      const settings = await client.send(new GetAccountSettingsCommand({}));
      assert.equal(settings.AccountLimit?.UnreservedConcurrentExecutions, 1_000);
    },
  );

behaviour(
  'every violation of a request is told at once',
  { source: `${api}/CommonErrors.html` },
  async (t) => {
    const { client } = await startFunction(t, echo);
    await assert.rejects(invoke({ FunctionName: 'a b', LogType: 'Head', InvocationType: 'Later' })(client), {
      name: 'ValidationException',
      message:
        /^3 validation errors detected: Value 'a b' at 'functionName' .*; Value 'Later' at .*; Value 'Head' at /,
    });
  },
);

behaviour(
  'a function is named by its name, its ARN or a part of that, with a version or alias or not',
  { source: `${api}/API_Invoke.html` },
  async (t) => {
    const { client } = await startFunction(t, echo);
    for (const name of [
      FunctionName,
      `${FunctionName}:$LATEST`,
      `000000000000:function:${FunctionName}`,
      `function:${FunctionName}`,
      arn,
      `${arn}:$LATEST`,
    ])
      for (const Qualifier of [undefined, '$LATEST'])
        assert.equal(
          (await client.send(new InvokeCommand({ FunctionName: name, Qualifier }))).StatusCode,
          200,
          name,
        );
    const ClientContext = Buffer.from('{}').toString('base64');
    assert.equal((await client.send(new InvokeCommand({ FunctionName, ClientContext }))).StatusCode, 200);
  },
);

behaviour(
  'ListFunctions gives at most 50 functions or MaxItems at a time, and with FunctionVersion ALL every version',
  { source: `${api}/API_ListFunctions.html` },
  async (t) => {
    const ids = Array.from({ length: 51 }, (_, index) => `F${String(index).padStart(2, '0')}`);
    const { client } = await startLambda(t, {
      ...Object.fromEntries(ids.map((id) => [id, functionResource(echo)])),
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'F00' } } },
    });
    const list = async (input: object) => {
      const { Functions = [], NextMarker } = await client.send(new ListFunctionsCommand(input));
      return { names: Functions.map((each) => `${each.FunctionName}:${each.Version}`), NextMarker };
    };
    const first = await list({ MaxItems: 100 });
    assert.equal(first.names.length, 50);
    const last = await list({ Marker: first.NextMarker });
    assert.deepEqual([last.names, last.NextMarker], [['Test-F50:$LATEST'], undefined]);
    const { names } = await list({ FunctionVersion: 'ALL', MaxItems: 3 });
    assert.deepEqual(names, ['Test-F00:$LATEST', 'Test-F00:1', 'Test-F01:$LATEST']);
    await assert.rejects(list({ Marker: 'nonsense' }), { name: 'InvalidParameterValueException' });
  },
);
