import assert from 'node:assert/strict';
import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import { DeployError } from '../../kernel/errors.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { type LambdaBench, startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const page = 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html';
const conceptsPage = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html';

const code = `console.log('static'); let calls = 0;
  exports.handler = async (event) => {
    calls += 1;
    if (event.exit) process.exit(1);
    await new Promise((r) => setTimeout(r, event.ms ?? 1));
    return { calls, type: process.env.AWS_LAMBDA_INITIALIZATION_TYPE };
  };`;

/** The function with version 1 and the alias live; provisioned concurrency where it is named. */
function resources(provisioned: { version?: number; alias?: number }, properties = {}, source = code) {
  const config = (count: number | undefined) =>
    count === undefined ? {} : { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: count } };
  return {
    Function: functionResource(source, properties),
    Version: {
      Type: 'AWS::Lambda::Version',
      Properties: { FunctionName: { Ref: 'Function' }, ...config(provisioned.version) },
    },
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        Name: 'live',
        FunctionName: { Ref: 'Function' },
        FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
        ...config(provisioned.alias),
      },
    },
  };
}

const callAtOnce = ({ invoke }: LambdaBench, count: number, ms: number) =>
  Promise.allSettled(Array.from({ length: count }, () => invoke({ ms }, { Qualifier: 'live' })));

const coldStarts = ({ eventsOf }: LambdaBench) =>
  eventsOf('invocation-started').filter((each) => each.coldStart).length;

for (const where of ['version', 'alias'] as const) {
  behaviour(
    `provisioned concurrency of ${where === 'alias' ? 'an alias' : 'a version'} initializes environments before anybody calls; what is above it starts on demand`,
    { source: page },
    async (t) => {
      const bench = await startLambda(t, resources({ [where]: 2 }));
      assert.equal(coldStarts(bench), 0);
      const { payload } = await bench.invoke({}, { Qualifier: 'live' });
      assert.deepEqual(payload, { calls: 1, type: 'provisioned-concurrency' });
      assert.equal(coldStarts(bench), 0);
      await callAtOnce(bench, 5, 1_000);
      assert.equal(coldStarts(bench), 3);
    },
  );
}

behaviour(
  '$LATEST has environments of its own: provisioned concurrency is no help to who calls the function without a qualifier',
  { source: page },
  async (t) => {
    const bench = await startLambda(t, resources({ alias: 1 }));
    assert.equal((await bench.invoke()).payload.type, 'on-demand');
    assert.equal(coldStarts(bench), 1);
  },
);

behaviour(
  'provisioned concurrency counts towards reserved concurrency: above both, calls are throttled',
  { source: conceptsPage },
  async (t) => {
    const bench = await startLambda(t, resources({ alias: 2 }, { ReservedConcurrentExecutions: 3 }));
    const settled = await callAtOnce(bench, 5, 1_500);
    const refused = settled.filter((each) => each.status === 'rejected');
    assert.equal(refused.length, 2);
    assert.ok(refused.every((each) => each.reason instanceof TooManyRequestsException));
    assert.equal(coldStarts(bench), 1);
  },
);

behaviour('an environment of provisioned concurrency that ends is replaced', { source: page }, async (t) => {
  const bench = await startLambda(t, resources({ alias: 1 }));
  const replaced = new Promise<void>((resolve) => {
    bench.cloud.subscribe((event) => {
      if (event.type === 'log-line' && event.line.endsWith('static')) resolve();
    });
  });
  const { functionError } = await bench.invoke({ exit: true }, { Qualifier: 'live' });
  assert.equal(functionError, 'Unhandled');
  await replaced;
  let type: unknown;
  // Its static code has written its line; a moment later the environment is ready.
  while (type !== 'provisioned-concurrency')
    type = (await bench.invoke({}, { Qualifier: 'live' })).payload.type;
});

/** Deploying fails with this problem. */
const refuses = (started: Promise<unknown>, problem: RegExp) =>
  assert.rejects(started, (error: DeployError) => {
    assert.ok(error instanceof DeployError);
    assert.match(error.problem, problem);
    return true;
  });

behaviour(
  'provisioned concurrency is at most the reserved concurrency, or what the account shares less 100',
  { source: page },
  async (t) => {
    await refuses(
      startLambda(t, resources({ alias: 4 }, { ReservedConcurrentExecutions: 3 })),
      /4 units of provisioned concurrency are more than the 3/,
    );
    await refuses(
      startLambda(t, resources({ alias: 3 }), { settings: { accountConcurrency: 102 } }),
      /3 units of provisioned concurrency are more than the 2/,
    );
  },
);

behaviour(
  'a version and its alias cannot both have provisioned concurrency',
  { source: 'https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html' },
  async (t) => {
    await refuses(startLambda(t, resources({ version: 1, alias: 1 })), /provisioned concurrency twice/);
  },
);

behaviour('a function that does not initialize cannot have it', { source: page }, async (t) => {
  await refuses(
    startLambda(t, resources({ alias: 1 }, {}, `throw new Error('no settings');`)),
    /does not initialize.*no settings/,
  );
});
