import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Disturbance } from '#content/evidence.ts';
import type { Clients } from './clients.ts';
import { defineExperiment, type Experiment } from './define-experiment.ts';
import type { Deployment } from './deployment.ts';
import { type RunOptions, runExperiment } from './run-experiment.ts';
import { schedule } from './schedule.ts';
import { VirtualClock } from './virtual-clock.ts';

const deployment: Deployment = {
  outputs: { ServiceMs: '200' },
  clients: {} as Clients,
  faults: { inject: () => () => undefined },
  collect: () => ({ events: [], end: () => undefined }),
};

const calm: Disturbance = { loopLagMs: 2, sendDriftMs: 1, clockJumpMs: 0, cpuTaken: 0 };

/** Options of a run on a calm machine. */
const options: RunOptions = {
  seed: 202,
  runId: 'test',
  deploy: async () => deployment,
  synthesize: async () => ({ Resources: {} }),
  clock: new VirtualClock(),
  watch: (clock) => ({ clock, stop: () => calm }),
  signal: new AbortController().signal,
  onWarmUp: () => undefined,
  onDisturbed: () => undefined,
  onProgress: () => undefined,
  onEvent: () => undefined,
  onRepetitionEnd: () => undefined,
};
const run = (experiment: Experiment, deployed = deployment) =>
  runExperiment(experiment, { ...options, deploy: async () => deployed });

const happened: string[] = [];
const coin = defineExperiment({
  question: 'Does a name change the throw?',
  nextStep: '',
  byHand: () => [],
  repetitions: 3,
  parameters: { serviceMs: { label: 'service time', fromOutput: 'ServiceMs', unit: 'ms' } },
  variants: {
    heads: { label: 'heads', pipeline: [], parameters: { side: { label: 'side', value: 'up' } } },
    tails: { label: 'tails', pipeline: [], parameters: {} },
  },
  metrics: { thrown: { label: 'thrown', unit: '1', better: 'neither' } },
  series: { throws: { label: 'throws', unit: '1' } },
  predictions: [],
  warmUp: async () => {
    happened.push('warm-up');
  },
  async run({ variant, repetition, random }) {
    happened.push(`${variant} ${repetition}`);
    const thrown = random();
    return { metrics: { thrown: 100 * thrown }, series: { throws: [100 * thrown] } };
  },
  claims: [
    {
      id: 'same',
      statement: 'The name changes nothing.',
      reach: 'mechanism',
      seeds: [],
      notShown: '',
      judge: ({ heads, tails }, { serviceMs }) => ({
        holds: heads.thrown.median === tails.thrown.median && serviceMs === 200,
        because: `${heads.thrown.median} and ${tails.thrown.median}`,
      }),
    },
  ],
});

test('variants take turns that change direction, after one warm-up', async () => {
  happened.length = 0;
  await run(coin);
  assert.deepEqual(happened, ['warm-up', 'heads 1', 'tails 1', 'tails 2', 'heads 2', 'heads 3', 'tails 3']);
  assert.equal(schedule(coin).length, 6);
});

test('all variants of a repetition get the same random stream, repetitions get different ones', async () => {
  const { results, claims } = await run(coin);
  assert.deepEqual(results.heads?.thrown?.values, results.tails?.thrown?.values);
  assert.equal(new Set(results.heads?.thrown?.values).size, 3);
  assert.equal(claims[0]?.holds, true);
});

test('the same seed gives the same outcome', async () => {
  assert.deepEqual(await run(coin), await run(coin));
});

test('a variant shows what was set, and what the stack says of itself', async () => {
  const { variants } = await run(coin);
  assert.deepEqual(
    variants[0]?.parameters.map(({ name, value }) => [name, value]),
    [
      ['side', 'up'],
      ['serviceMs', 200],
    ],
  );
});

test('an output that is not there is named, with what to add', async () => {
  await assert.rejects(
    run(coin, { ...deployment, outputs: {} }),
    /no numeric output ServiceMs[\s\S]*CfnOutput/,
  );
});

test('what a repetition broke is mended when it ends, also when it fails, and named once', async () => {
  const broken = new Set<string>();
  const deployed: Deployment = {
    ...deployment,
    faults: {
      inject({ resource }) {
        broken.add(resource);
        return () => broken.delete(resource);
      },
    },
  };
  const breaking: Experiment = {
    ...coin,
    async run({ faults }) {
      faults.inject({ resource: 'Orders', fault: 'down' });
      return { metrics: { thrown: 1 }, series: { throws: [] } };
    },
  };
  const { variants } = await run(breaking, deployed);
  assert.equal(broken.size, 0);
  assert.deepEqual(
    variants[0]?.parameters.filter(({ injected }) => injected).map(({ value }) => value),
    ['Orders is down until mended'],
  );
  const failing: Experiment = {
    ...coin,
    async run({ faults }) {
      faults.inject({ resource: 'Orders', fault: 'down' });
      throw new Error('no answer');
    },
  };
  await assert.rejects(run(failing, deployed), /no answer/);
  assert.equal(broken.size, 0);
});

test('where faults are left out, a repetition breaks nothing, and no fault is named', async () => {
  const breaking: Experiment = {
    ...coin,
    async run({ faults }) {
      faults.inject({ resource: 'Orders', fault: 'down' })();
      return { metrics: { thrown: 1 }, series: { throws: [] } };
    },
  };
  const { variants } = await run(breaking, { ...deployment, leavesFaultsOut: true });
  assert.deepEqual(
    variants[0]?.parameters.filter(({ injected }) => injected),
    [],
  );
});

test('each deployment is warmed up, for the variants that run on it', async () => {
  const warmed: string[][] = [];
  const deployments = { heads: { ...deployment }, tails: { ...deployment } };
  await runExperiment(
    {
      ...coin,
      variants: {
        heads: { label: 'heads', pipeline: [], parameters: {}, context: { cap: 2 } },
        tails: { label: 'tails', pipeline: [], parameters: {}, context: { cap: 5 } },
      },
      warmUp: async ({ variants }) => void warmed.push(variants),
    },
    {
      ...options,
      deploy: async ({ variant }) => deployments[variant as 'heads' | 'tails'],
    },
  );
  assert.deepEqual(warmed, [['heads'], ['tails']]);
});
