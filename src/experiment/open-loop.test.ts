import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLoop } from './open-loop.ts';
import { VirtualClock } from './virtual-clock.ts';

test('a slow answer delays no later request', async () => {
  const clock = new VirtualClock();
  const sentAt: number[] = [];
  const latencies = await clock.run(
    openLoop({
      arrivals: [0, 10, 20],
      clock,
      async send({ index, intendedAt }) {
        sentAt.push(clock.now());
        await clock.sleepUntil(clock.now() + (index === 0 ? 1000 : 5));
        return clock.now() - intendedAt;
      },
    }),
  );
  assert.deepEqual(sentAt, [0, 10, 20]);
  assert.deepEqual(latencies, [1000, 5, 5]);
});

test('a request that is sent late is measured from when it was meant to be sent', async () => {
  const clock = new VirtualClock();
  // Wakes everyone 50 ms late, as a machine does that is busy with something else.
  const busy = { now: () => clock.now(), sleepUntil: (at: number) => clock.sleepUntil(at + 50) };
  const send = async ({ intendedAt }: { intendedAt: number }) => clock.now() - intendedAt;
  assert.deepEqual(await clock.run(openLoop({ arrivals: [0, 10], clock: busy, send })), [50, 50]);
});

test('an aborted run sends nothing more', async () => {
  const clock = new VirtualClock();
  const controller = new AbortController();
  const sent: number[] = [];
  const run = openLoop({
    arrivals: [0, 10, 20],
    clock,
    signal: controller.signal,
    async send({ index }) {
      sent.push(index);
      if (index === 1) controller.abort(new Error('stop'));
    },
  });
  await assert.rejects(clock.run(run), /stop/);
  assert.deepEqual(sent, [0, 1]);
});
