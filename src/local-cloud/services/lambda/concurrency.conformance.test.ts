import assert from 'node:assert/strict';
import { GetAccountSettingsCommand, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { DeployError } from '../../kernel/errors.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { type LambdaBench, startFunction, startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const reservedPage = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html';
const scalingPage = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html';

const slow = (ms: number) =>
  `exports.handler = async () => new Promise((r) => setTimeout(r, ${ms}, 'done'));`;

/** Calls at once; gives how many succeeded, and the reasons of those that were throttled. */
async function callAtOnce({ invoke }: LambdaBench, calls: number, name = 'Function') {
  const settled = await Promise.allSettled(
    Array.from({ length: calls }, () => invoke({}, { FunctionName: `Test-${name}` })),
  );
  const reasons = settled.flatMap((each) => {
    if (each.status === 'fulfilled') return [];
    assert.ok(each.reason instanceof TooManyRequestsException);
    assert.equal(each.reason.$metadata.httpStatusCode, 429);
    return [each.reason.Reason];
  });
  return { succeeded: calls - reasons.length, reasons: [...new Set(reasons)] };
}

/** The most invocations that ran at the same time. */
function overlap({ events }: LambdaBench): number {
  let running = 0;
  let most = 0;
  for (const event of events) {
    if (event.type === 'invocation-started') running += 1;
    if (event.type === 'invocation-ended') running -= 1;
    most = Math.max(most, running);
  }
  return most;
}

behaviour(
  'reserved concurrency is never exceeded: further calls are throttled with 429',
  { source: reservedPage },
  async (t) => {
    const bench = await startFunction(t, slow(200), { ReservedConcurrentExecutions: 2 });
    const { succeeded, reasons } = await callAtOnce(bench, 20);
    assert.equal(overlap(bench), 2);
    // A call that a busy machine makes late finds one of the two free again.
    assert.ok(succeeded >= 2 && succeeded < 20, `${succeeded} succeeded`);
    assert.deepEqual(reasons, ['ReservedFunctionConcurrentInvocationLimitExceeded']);
    assert.equal(bench.eventsOf('invocation-throttled').length, 20 - succeeded);
  },
);

behaviour(
  'reserved concurrency is taken from the account’s pool even while it is idle',
  { source: scalingPage },
  async (t) => {
    const { client } = await startLambda(t, {
      Function: functionResource(slow(1)),
      Critical: functionResource(slow(1), { ReservedConcurrentExecutions: 400 }),
    });
    const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
    assert.equal(AccountLimit?.ConcurrentExecutions, 1_000);
    assert.equal(AccountLimit?.UnreservedConcurrentExecutions, 600);
  },
);

behaviour(
  'functions without a reservation share what is left, and throttle each other',
  { source: scalingPage },
  async (t) => {
    const bench = await startLambda(
      t,
      { Function: functionResource(slow(1_500)), Other: functionResource(slow(10)) },
      { settings: { accountConcurrency: 2 } },
    );
    const busy = callAtOnce(bench, 3);
    await bench.eventually((event) => event.type === 'invocation-throttled');
    const other = await callAtOnce(bench, 1, 'Other');
    assert.deepEqual(other, { succeeded: 0, reasons: ['ConcurrentInvocationLimitExceeded'] });
    assert.equal((await busy).succeeded, 2);
    assert.equal((await callAtOnce(bench, 1, 'Other')).succeeded, 1);
  },
);

behaviour(
  'of the account’s concurrency 100 stay unreserved: a stack that reserves more is refused',
  { source: reservedPage },
  async (t) => {
    const reserving = (first: number, second: number) =>
      startLambda(t, {
        Function: functionResource(slow(1), { ReservedConcurrentExecutions: first }),
        Other: functionResource(slow(1), { ReservedConcurrentExecutions: second }),
      });
    await reserving(400, 500);
    await assert.rejects(reserving(400, 501), (error: DeployError) => {
      assert.ok(error instanceof DeployError);
      assert.match(error.problem, /UnreservedConcurrentExecution below its minimum value of \[100\]/);
      return true;
    });
  },
);

behaviour('a function without concurrency runs nothing', { source: reservedPage }, async (t) => {
  const bench = await startFunction(t, slow(1), { ReservedConcurrentExecutions: 0 });
  assert.equal((await callAtOnce(bench, 3)).succeeded, 0);
  assert.equal(bench.eventsOf('invocation-started').length, 0);
});

behaviour(
  'synchronous requests per second are limited to ten times the concurrency, however fast the function is',
  {
    source: `${scalingPage}#concurrency-vs-requests-per-second`,
    fidelity: 'modelled',
    note: 'AWS documents the rate and not over what time it is measured; here a bucket holds one second’s worth.',
  },
  async (t) => {
    let now = performance.now();
    t.mock.method(performance, 'now', () => now);
    const bench = await startFunction(t, 'exports.handler = async () => 1;', {
      ReservedConcurrentExecutions: 1,
    });
    const reasons = ['ReservedFunctionInvocationRateLimitExceeded'];
    for (let call = 1; call <= 10; call += 1) assert.equal((await callAtOnce(bench, 1)).succeeded, 1);
    assert.deepEqual(await callAtOnce(bench, 1), { succeeded: 0, reasons });
    now += 100;
    assert.equal((await callAtOnce(bench, 1)).succeeded, 1);
    assert.deepEqual(await callAtOnce(bench, 1), { succeeded: 0, reasons });
  },
);
