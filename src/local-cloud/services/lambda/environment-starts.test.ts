import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type TestContext, test } from 'node:test';
import { startFunction, startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

/** Every runtime that starts from now on, with the turn of the event loop in which it did. Turns are counted until `count` have. */
function watchStarts(t: TestContext, count: number) {
  const all: { process: ChildProcess; turn: number }[] = [];
  let turn = 0;
  // What else the cloud starts is no runtime.
  const turns = () =>
    all.filter(({ process }) => process.spawnargs?.at(-1)?.endsWith('runtime.mjs')).map((each) => each.turn);
  const next = () => {
    turn += 1;
    if (turns().length < count) setImmediate(next);
  };
  setImmediate(next);
  const heard = (message: unknown) => all.push({ ...(message as { process: ChildProcess }), turn });
  subscribe('child_process', heard);
  t.after(() => {
    count = 0;
    unsubscribe('child_process', heard);
  });
  return turns;
}

test('of environments that start together, one does in each turn of the event loop: other work goes on between two', async (t) => {
  const starts = watchStarts(t, 4);
  await startLambda(t, {
    Function: functionResource('exports.handler = async (event) => event;'),
    Version: {
      Type: 'AWS::Lambda::Version',
      Properties: {
        FunctionName: { Ref: 'Function' },
        ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 4 },
      },
    },
  });
  const turns = starts();
  assert.equal(turns.length, 4);
  assert.equal(new Set(turns).size, turns.length, `starts in the turns ${turns}`);
});

test('an environment that is ended while it initializes is not started once more', async (t) => {
  const starts = watchStarts(t, 0);
  const { cloud, invoke, eventually } = await startFunction(
    t,
    `console.log("static");
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); exports.handler = async () => 1;`,
  );
  const answer = invoke().catch((error: Error) => error.name);
  await eventually(({ type }) => type === 'log-line');
  await cloud.close();
  await answer;
  assert.equal(starts().length, 1);
});
