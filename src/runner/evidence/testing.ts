import type { Evidence, Metric } from '#content/evidence.ts';
import { summarise } from '#experiment/summary.ts';

const metric = (name: string, unit: string, values: number[]): Metric => ({
  name,
  label: name,
  unit,
  better: 'neither',
  ...summarise(values),
});

/** Evidence of a made-up experiment `small/first-look` with one claim, for tests. */
export function evidence({
  sync = 35,
  queued = 17.5,
  stored = [60, 60, 60],
  refused = [3, 4, 5],
  holds = true as boolean | null,
} = {}): Evidence {
  return {
    schemaVersion: 1,
    lab: 'small',
    experiment: 'first-look',
    question: 'Which is sooner?',
    target: 'local',
    recordedAt: '2026-11-21T00:00:00.000Z',
    command: 'npm run lab small/first-look -- --seed 7',
    seed: 7,
    repetitions: 3,
    durationSeconds: 1,
    machine: { platform: 'linux', arch: 'x64', cpu: 'a CPU', cores: 2, memoryGiB: 8 },
    versions: {},
    sourceHash: '0',
    variants: [
      {
        name: 'sync',
        label: 'synchronous',
        parameters: [],
        metrics: [
          metric('replyMsP50', 'ms', [sync, sync, sync]),
          metric('stored', 'orders', stored),
          metric('refused', 'orders', refused),
        ],
        series: [],
      },
      {
        name: 'queued',
        label: 'queued',
        parameters: [],
        metrics: [metric('replyMsP50', 'ms', [queued, queued, queued])],
        series: [],
      },
    ],
    claims: [
      {
        id: 'sooner',
        statement: 'It is sooner.',
        holds,
        reach: 'ratio',
        seeds: [],
        because: 'because of the numbers',
        notShown: 'Much.',
      },
    ],
    traces: [],
  };
}
