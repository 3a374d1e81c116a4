import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Disturbance } from '#content/evidence.ts';
import type { Clients } from './clients.ts';
import type { Experiment } from './define-experiment.ts';
import { NotPossibleHere } from './deployment.ts';
import type { Tolerance } from './disturbance.ts';
import { runExperiment } from './run-experiment.ts';
import { VirtualClock } from './virtual-clock.ts';

const calm: Disturbance = { loopLagMs: 20, sendDriftMs: 5, clockJumpMs: 1, cpuTaken: 0.05 };
const busy: Disturbance = { ...calm, loopLagMs: 430 };

/** Measures what `gives` says of the n-th call, and claims that it was 1. */
const experimentOf = (gives: (call: number) => number, tolerance?: Partial<Tolerance>): Experiment => {
  let calls = 0;
  return {
    question: '',
    nextStep: '',
    byHand: () => [],
    repetitions: 3,
    parameters: {},
    variants: { only: { label: 'the only one', pipeline: [], parameters: {} } },
    metrics: { value: { label: 'value', unit: '1', better: 'neither' } },
    series: {},
    predictions: [],
    warmUp: async () => undefined,
    async run() {
      calls += 1;
      return { metrics: { value: gives(calls) }, series: {} };
    },
    claims: [
      {
        id: 'always-one',
        statement: '',
        reach: 'mechanism',
        seeds: [],
        notShown: '',
        ...(tolerance && { tolerance }),
        judge: ({ only }) => ({
          holds: only?.value?.values.every((value) => value === 1) ?? false,
          because: '',
        }),
      },
    ],
  };
};

/** Runs it with a service time of 200 ms on a machine that is disturbed so, call by call. */
async function runOn(machine: Disturbance[], experiment: Experiment) {
  const again: number[] = [];
  const ids: string[] = [];
  const told: number[] = [];
  const outcome = await runExperiment(
    {
      ...experiment,
      run(context) {
        ids.push(context.runId);
        return experiment.run(context);
      },
    },
    {
      seed: 202,
      runId: 'test',
      deploy: async () => ({
        outputs: { ServiceMs: '200' },
        clients: {} as Clients,
        faults: { inject: () => () => undefined },
        collect: () => ({ events: [], end: () => undefined }),
      }),
      synthesize: async () => ({ Resources: {} }),
      clock: new VirtualClock(),
      watch: (clock) => ({ clock, stop: () => machine.shift() ?? calm }),
      signal: new AbortController().signal,
      onWarmUp: () => undefined,
      onDisturbed: ({ repetition }) => again.push(repetition),
      onProgress: () => undefined,
      onEvent: () => undefined,
      onRepetitionEnd: ({ repetition }) => told.push(repetition),
    },
  );
  return { ...outcome, claim: outcome.claims[0], again, ids, told };
}

test('a repetition that was disturbed does not count: it is measured again at the end, under another id', async () => {
  // The second call, on the busy machine, gives what would make the claim false.
  const { claim, again, ids, told, results, disturbance } = await runOn(
    [calm, busy, calm],
    experimentOf((call) => (call === 2 ? 7 : 1)),
  );
  assert.equal(claim?.holds, true);
  assert.deepEqual(again, [2]);
  assert.deepEqual(ids, ['test', 'test', 'test', 'test-again']);
  assert.deepEqual(told, [1, 3, 2]);
  assert.deepEqual(results.only?.value?.values, [1, 1, 1]);
  assert.deepEqual(disturbance, { ...calm, measuredAgain: 1 });
});

test('what was measured again stands in its own place', async () => {
  const { results } = await runOn(
    [calm, busy, calm],
    experimentOf((call) => call),
  );
  assert.deepEqual(results.only?.value?.values, [1, 4, 3]);
});

for (const value of [1, 7]) {
  test(`disturbed twice, the claim is not judged, ${value === 1 ? 'though it would hold' : 'and is not false'}: the figure, and what to do`, async () => {
    const { claim, disturbance } = await runOn(
      [calm, busy, calm, busy],
      experimentOf(() => value),
    );
    assert.equal(claim?.holds, null);
    assert.match(
      claim?.because ?? '',
      /1 of 3 repetitions.*repetition 2 of “the only one” the event loop was away for 430 ms, 2\.2 service times of 200 ms \(1 can be stood\)/,
    );
    assert.match(claim?.remedy ?? '', /Close what else keeps this machine busy/);
    assert.equal(disturbance.loopLagMs, 430);
  });
}

test('once no claim can be judged any more, nothing is measured again', async () => {
  const { claim, ids, told, disturbance } = await runOn(
    Array(6).fill(busy),
    experimentOf(() => 1),
  );
  assert.equal(claim?.holds, null);
  assert.match(claim?.because ?? '', /3 of 3 repetitions/);
  assert.deepEqual(ids, ['test', 'test', 'test', 'test-again']);
  assert.deepEqual(told, [1, 2, 3]);
  assert.equal(disturbance.measuredAgain, 1);
});

const disturbances: [what: string, machine: Partial<Disturbance>, says: RegExp][] = [
  [
    'requests that are sent late',
    { sendDriftMs: 250 },
    /a request was sent late by 250 ms, 1\.3 service times/,
  ],
  ['a clock that jumps', { clockJumpMs: 3_600_000 }, /the wall clock jumped by 3600000 ms/],
  ['others that take the CPU', { cpuTaken: 0.8 }, /other programs took 80 % of a CPU/],
];
for (const [what, machine, says] of disturbances) {
  test(`${what}: not judged`, async () => {
    const { claim } = await runOn(
      Array(6).fill({ ...calm, ...machine }),
      experimentOf(() => 7),
    );
    assert.equal(claim?.holds, null);
    assert.match(claim?.because ?? '', says);
  });
}

test('a slow but steady machine is judged, either way', async () => {
  // Everything takes many times as long as on a fast one, and nobody else takes the CPU.
  const slow: Disturbance = { loopLagMs: 150, sendDriftMs: 150, clockJumpMs: 2, cpuTaken: 0.05 };
  const holds = await runOn(
    [slow, slow, slow],
    experimentOf(() => 1),
  );
  assert.equal(holds.claim?.holds, true);
  assert.deepEqual(holds.again, []);
  assert.equal(
    (
      await runOn(
        [slow, slow, slow],
        experimentOf(() => 7),
      )
    ).claim?.holds,
    false,
  );
});

test('a machine that does not tell how much others took is judged by the rest', async () => {
  const { cpuTaken: _, ...silent } = calm;
  assert.equal(
    (
      await runOn(
        Array(3).fill(silent),
        experimentOf(() => 1),
      )
    ).claim?.holds,
    true,
  );
  const disturbed = { ...silent, loopLagMs: 430 };
  assert.equal(
    (
      await runOn(
        Array(6).fill(disturbed),
        experimentOf(() => 1),
      )
    ).claim?.holds,
    null,
  );
});

test('a claim may stand more than its experiment', async () => {
  const { claim, again } = await runOn(
    [busy, busy, busy],
    experimentOf(() => 7, { loopLag: 10 }),
  );
  assert.equal(claim?.holds, false);
  assert.deepEqual(again, []);
});

test('what breaks off on a disturbed machine is tried again; on a calm one it ends the run', async () => {
  const breaks = (call: number) => {
    if (call === 1) throw new Error('no answer');
    return 1;
  };
  assert.equal((await runOn([busy], experimentOf(breaks))).claim?.holds, true);
  await assert.rejects(runOn([calm], experimentOf(breaks)), /no answer/);
});

test('what cannot be done where it is deployed ends the run at once, on a disturbed machine too', async () => {
  let calls = 0;
  const asks = (call: number) => {
    calls = call;
    throw new NotPossibleHere('Nobody tells of events here.', 'Run it elsewhere.');
  };
  await assert.rejects(runOn([busy, busy, busy], experimentOf(asks)), /Nobody tells of events here/);
  assert.equal(calls, 1);
});
