import assert from 'node:assert/strict';
import { test } from 'node:test';
import { courseOf, startSampler } from './sampler.ts';
import { VirtualClock } from './virtual-clock.ts';

test('looks on a fixed grid until stopped, and once more then', async () => {
  const clock = new VirtualClock();
  let looks = 0;
  const samples = await clock.run(
    (async () => {
      const sampler = startSampler({ clock, everyMs: 100, look: async () => ++looks });
      await clock.sleepUntil(250);
      return sampler.stop();
    })(),
  );
  assert.deepEqual(
    samples.map(({ at }) => at),
    [0, 100, 200, 250],
  );
  assert.deepEqual(
    courseOf(samples, 0, ({ value }) => value),
    { x: [0, 0.1, 0.2, 0.25], values: [1, 2, 3, 4] },
  );
});

test('a look that fails is heard when the sampler is stopped', async () => {
  const sampler = startSampler({
    clock: new VirtualClock(),
    everyMs: 100,
    look: () => Promise.reject(new Error('no queue')),
  });
  await assert.rejects(sampler.stop(), /no queue/);
});
