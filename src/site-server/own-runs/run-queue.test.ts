import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunQueue } from './run-queue.ts';
import { FakeRuns } from './testing/fake-runs.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('one run at a time, in the order in which they were asked for', async () => {
  const runs = new FakeRuns();
  const queue = new RunQueue(runs.start);
  for (const name of ['a/x', 'b/y', 'c/z']) queue.request(name);
  assert.deepEqual(runs.names(), ['a/x']);
  assert.deepEqual(queue.stateOf('c/z'), {
    ...{ experiment: 'c/z', phase: 'waiting', before: ['a/x', 'b/y'], log: '' },
  });
  runs.end('a/x');
  await settled();
  assert.deepEqual(runs.names(), ['a/x', 'b/y']);
  assert.equal(queue.stateOf('a/x').phase, 'ended');
});

test('who asks for a run that is on, or waits, gets that one; after its end, a new one', async () => {
  const runs = new FakeRuns();
  const queue = new RunQueue(runs.start);
  for (const name of ['a/x', 'a/x', 'b/y', 'b/y']) queue.request(name);
  assert.deepEqual(queue.stateOf('b/y').before, ['a/x']);
  runs.end('a/x');
  await settled();
  runs.end('b/y');
  await settled();
  assert.deepEqual(runs.names(), ['a/x', 'b/y']);
  queue.request('a/x');
  assert.deepEqual(runs.names(), ['a/x', 'b/y', 'a/x']);
});

test('what waits leaves the line; what is on is asked to stop, and the next begins when nothing of it is left', async () => {
  const runs = new FakeRuns();
  const queue = new RunQueue(runs.start);
  for (const name of ['a/x', 'b/y', 'c/z']) queue.request(name);
  queue.stop('b/y');
  assert.equal(queue.stateOf('b/y').phase, 'stopped');
  queue.stop('a/x');
  queue.stop('a/x');
  assert.equal(queue.stateOf('a/x').phase, 'stopping');
  assert.deepEqual(runs.stopped, ['a/x']);
  assert.deepEqual(runs.names(), ['a/x']);
  runs.end('a/x', 'Stopped by SIGINT.');
  await settled();
  assert.equal(queue.stateOf('a/x').phase, 'stopped');
  assert.deepEqual(runs.names(), ['a/x', 'c/z']);
  queue.stop('nobody/asked');
});

test('a run that breaks off says why, and does not hold up the next', async () => {
  const runs = new FakeRuns();
  const queue = new RunQueue(runs.start);
  queue.request('a/x');
  queue.request('b/y');
  runs.end('a/x', 'The stack cannot be deployed.');
  await settled();
  const { phase, problem } = queue.stateOf('a/x');
  assert.deepEqual({ phase, problem }, { phase: 'failed', problem: 'The stack cannot be deployed.' });
  assert.equal(queue.stateOf('b/y').phase, 'running');
});

test('a run that cannot be begun has failed, and does not hold up the next', () => {
  const runs = new FakeRuns();
  const queue = new RunQueue((name, hear) => {
    if (name === 'a/x') throw new Error('spawn EAGAIN');
    return runs.start(name, hear);
  });
  for (const name of ['a/x', 'b/y']) queue.request(name);
  const { phase, problem } = queue.stateOf('a/x');
  assert.deepEqual({ phase, problem }, { phase: 'failed', problem: 'spawn EAGAIN' });
  assert.deepEqual(runs.names(), ['b/y']);
});

test('a log keeps its end', () => {
  const runs = new FakeRuns();
  const queue = new RunQueue(runs.start);
  queue.request('a/x');
  for (let line = 0; line < 3000; line += 1) runs.hear('a/x').log(`${String(line).padEnd(99)}\n`);
  const { log } = queue.stateOf('a/x');
  assert.equal(log.length, 64 * 1024);
  assert.match(log, /2999 +\n$/);
});

test('the end of the server ends what is on, waits for it, and begins nothing else', async () => {
  const runs = new FakeRuns();
  const queue = new RunQueue(runs.start);
  queue.request('a/x');
  queue.request('b/y');
  let closed = false;
  const closing = queue.close().then(() => {
    closed = true;
  });
  await settled();
  assert.deepEqual({ stopped: runs.stopped, closed }, { stopped: ['a/x'], closed: false });
  runs.end('a/x', 'Stopped by SIGINT.');
  await closing;
  queue.request('c/z');
  assert.deepEqual(runs.names(), ['a/x']);
});
