import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { operationMetrics, operationsOf } from '#experiment/operations.ts';
import { pollUntil } from '#experiment/poll.ts';
import { type ReadingApi, readingsOf, sendReadings, sumsOf } from './shared/reading-api.ts';
import { claims } from './what-it-costs/claims.ts';

const pipeline = ['HTTP API', 'Lambda', 'Kinesis', 'Lambda', 'DynamoDB'];
const context = { shards: 1, handler: 'count-readings', serviceMs: 50, batchSize: 10 };
const together = (value: number) => ({
  pipeline,
  context,
  parameters: { together: { label: 'readings in one request', value, unit: 'readings' } },
});

/** Waits, for 10 s at most, until so many readings of a device are counted. */
async function untilCounted(api: ReadingApi, device: string, count: number): Promise<number> {
  const { clock, signal } = api;
  const from = clock.now();
  const check = async () => (await sumsOf(api, device)).counted >= count;
  await pollUntil({ clock, from, everyMs: 50, until: from + 10_000, signal, check });
  return (await sumsOf(api, device)).counted;
}

export default defineExperiment({
  question:
    'The same readings into a stream, one with each request and ten with each. What is billed for a reading, and what is billed when none comes?',
  nextStep:
    'Set shards in the context of labs/sensor-stream/experiments/what-it-costs.ts to 4: which counts change, and what does a month cost now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/readings --json '[{"device":"mine","number":1,"celsius":21.5}]'`,
  ],
  repetitions: 3,
  // Operations are counted: how long any of them takes decides nothing.
  tolerance: { loopLag: 10, sendDrift: 20, clockJump: 10, cpuTaken: 1 },
  parameters: {
    readings: { label: 'readings of one device', value: 30, unit: 'readings' },
    apartMs: { label: 'time between two requests', value: 100, unit: 'ms' },
    serviceMs: {
      label: 'service time of the function that reads the stream',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for the work on a batch. It is what the bill takes for the duration.',
    },
    memoryMb: {
      label: 'memory of each function, which is what a stack gets that sets none',
      value: 128,
      unit: 'MB',
    },
    shards: { label: 'shards of the stream', fromOutput: 'Shards', unit: 'shards' },
  },
  variants: {
    single: { label: 'stream, one a request', ...together(1) },
    packed: { label: 'stream, ten a request', ...together(10) },
  },
  metrics: {
    done: { label: 'readings that were counted', unit: 'readings', better: 'higher' },
    ...operationMetrics,
    billedWaits: { label: 'invocations that work on a batch', unit: 'invocations', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'put-units',
      prompt:
        'Thirty small readings are put with three requests of ten. How many PUT payload units are billed?',
      unit: 'units',
      answer: ({ packed }) => packed.putUnits.median,
    },
  ],

  async warmUp(api) {
    const device = `${api.runId}-warm`;
    await sendReadings(api, readingsOf(device, 1));
    await untilCounted(api, device, 1);
  },

  async run({ variant, repetition, progress, events, ...api }) {
    const { clock, runId, signal, parameters } = api;
    const device = `${runId}-${variant}-${repetition}`;
    const readings = readingsOf(device, parameters.readings);
    const size = variant === 'packed' ? 10 : 1;
    const begin = clock.now();
    for (let first = 0; first < readings.length; first += size) {
      progress(first / readings.length, `${first} of ${readings.length} readings sent`);
      await clock.sleepUntil(begin + (first / size) * parameters.apartMs, signal);
      await sendReadings(api, readings.slice(first, first + size));
    }
    const done = await untilCounted(api, device, readings.length);
    return {
      metrics: {
        done,
        ...operationsOf(events),
        billedWaits: eventsOf(events, 'invocation-started', 'Worker').length,
      },
      series: {},
    };
  },

  claims,
});
