/* https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk-retries.html */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DurableExecution, StepError, withDurableExecution } from './durable-functions.ts';
import { MortalProcesses, type PlannedCrash } from './mortal-processes.ts';
import { Turns } from './turns.ts';

type Handler = ReturnType<typeof withDurableExecution<string>>;

async function execute(handler: Handler, crashes: PlannedCrash[] = []): Promise<DurableExecution> {
  const turns = new Turns([]);
  const execution = new DurableExecution(turns, new MortalProcesses(turns, crashes));
  const ended = turns.during(() => execution.run(() => handler('input', execution)));
  await Promise.all([turns.untilQuiet(), ended]);
  return execution;
}
const retries = (attempts: number) => ({
  retryStrategy: (_: unknown, made: number) => ({ shouldRetry: made < attempts }),
});

test('a step whose result is kept does not run again when the function does', async () => {
  const ran: string[] = [];
  const handler = withDurableExecution(async (input: string, { step }) => {
    for (const name of ['one', 'two', 'three']) await step(name, async () => ran.push(`${name} of ${input}`));
  });
  // Dies before the checkpoint of the second step, which is then done once more, and after that of the third.
  const { deaths } = await execute(handler, [
    { call: 1, after: false },
    { call: 3, after: true },
  ]);
  assert.equal(deaths, 2);
  assert.deepEqual(ran, ['one of input', 'two of input', 'two of input', 'three of input']);
});

test('a step that fails is tried as often as its strategy says, and then the function hears of it', async () => {
  let attempts = 0;
  const heard: unknown[] = [];
  const fails = async () => {
    attempts += 1;
    throw new Error('out of beans');
  };
  await execute(
    withDurableExecution(async (_: string, { step }) => {
      await step('brew', fails, retries(4)).catch((error) => heard.push(error));
    }),
  );
  assert.equal(attempts, 4);
  assert.ok(heard[0] instanceof StepError && heard.length === 1);
});

test('of an execution that is stopped no further result is kept, and it is not invoked again', async () => {
  let execution: DurableExecution | undefined;
  const ran: string[] = [];
  const handler: Handler = (input, own) => {
    execution = own;
    return withDurableExecution(async (_: string, { step }) => {
      await step('one', async () => ran.push('one'));
      await step('two', async () => {
        ran.push('two');
        own.isStopped = true;
      });
      await step('three', async () => ran.push('three'));
    })(input, own);
  };
  await execute(handler);
  assert.deepEqual(ran, ['one', 'two']);
  assert.equal(execution?.outcomes.size, 1);
});
