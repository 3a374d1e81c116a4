import assert from 'node:assert/strict';
import { DeployError } from '../../kernel/errors.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const aliasPage = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html';
const versionPage = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html';
const arn = 'arn:aws:lambda:us-east-1:000000000000:function:Test-Function';

const resources = (properties: Record<string, unknown> = {}) => ({
  Function: functionResource(
    `exports.handler = async (event, context) => ({ version: context.functionVersion, arn: context.invokedFunctionArn, env: process.env.AWS_LAMBDA_FUNCTION_VERSION });`,
    properties,
  ),
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

behaviour(
  'a qualified name or ARN runs that version; an alias runs the version it points to',
  { source: aliasPage },
  async (t) => {
    const { invoke, cloud } = await startLambda(t, resources());
    assert.equal(cloud.outputs.Version, `${arn}:1`);
    assert.equal(cloud.outputs.Alias, `${arn}:live`);
    const cases = [
      [{ FunctionName: 'Test-Function' }, '$LATEST', arn],
      [{ FunctionName: arn, Qualifier: '$LATEST' }, '$LATEST', `${arn}:$LATEST`],
      [{ FunctionName: 'Test-Function:1' }, '1', `${arn}:1`],
      [{ FunctionName: 'Test-Function', Qualifier: 'live' }, '1', `${arn}:live`],
      [{ FunctionName: `${arn}:live` }, '1', `${arn}:live`],
    ] as const;
    for (const [input, version, invokedArn] of cases) {
      const { payload, executedVersion } = await invoke({}, input);
      assert.equal(executedVersion, version);
      assert.deepEqual(payload, { version, arn: invokedArn, env: version });
    }
  },
);

behaviour('versions of a function share its reserved concurrency', { source: versionPage }, async (t) => {
  const { invoke } = await startLambda(t, resources({ ReservedConcurrentExecutions: 0 }));
  await assert.rejects(invoke({}, { Qualifier: 'live' }), { name: 'TooManyRequestsException' });
});

behaviour(
  'weighted routing of an alias is refused',
  { source: aliasPage, fidelity: 'differs', note: 'AWS has it; the local cloud says that it does not.' },
  async (t) => {
    const all = resources();
    Object.assign(all.Alias.Properties, { RoutingConfig: { AdditionalVersionWeights: [] } });
    await assert.rejects(startLambda(t, all), (error: DeployError) => {
      assert.ok(error instanceof DeployError);
      assert.match(
        error.problem,
        /Resources\.Alias\.Properties\.RoutingConfig: this property is not supported/,
      );
      return true;
    });
  },
);
