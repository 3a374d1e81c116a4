import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import { median } from '#experiment/summary.ts';
import {
  readingsOf,
  sendReadings,
  storedReadings,
  sumsOf,
  untilStored,
  warmUp,
} from './shared/reading-api.ts';
import { readStream } from './shared/stream.ts';
import { claims } from './window-or-lag/claims.ts';
import { windowSums } from './window-or-lag/window-sums.ts';

const pipeline = ['HTTP API', 'Lambda', 'Kinesis', 'Lambda', 'DynamoDB'];
const windowSeconds = 1;
const common = { shards: 1, serviceMs: 80, tumblingWindowSeconds: windowSeconds };
const batch = (value: number) => ({ label: 'batch size', value, unit: 'records' });
const window = (value: number) => ({ label: 'batching window', value, unit: 's' });
const sums = (value: string) => ({ label: 'sums', value });

export default defineExperiment({
  question:
    'Readings come one after the other. How many of them should a function get at once, how long should it wait for more, and who keeps the sum of a second?',
  nextStep:
    'Set batchWindowSeconds of the variant window in labs/sensor-stream/experiments/window-or-lag.ts to 2 and run it again: how many invocations are left, and how late is the median reading?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/readings --json '[{"device":"mine","number":1,"celsius":21.5}]'`,
  ],
  repetitions: 3,
  // As many readings as a trace holds, one after the other: of all of them it would show every fourth.
  replayed: { path: '/readings', beforeMs: 0, afterMs: 490, variants: ['batch', 'window'] },
  parameters: {
    readings: { label: 'readings of one device', value: 20, unit: 'readings' },
    apartMs: { label: 'time between two readings', value: 40, unit: 'ms' },
    serviceMs: {
      label: 'service time of an invocation, however many records it has',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for the work on a batch; where sums are kept there is none.',
    },
    windowSeconds: { label: 'seconds that readings are summed over', value: windowSeconds, unit: 's' },
  },
  variants: {
    'one-by-one': {
      label: 'one by one',
      pipeline,
      context: { ...common, handler: 'append-batch', batchSize: 1 },
      parameters: { batch: batch(1), window: window(0), sums: sums('none') },
    },
    batch: {
      label: 'what is there',
      pipeline,
      context: { ...common, handler: 'append-batch', batchSize: 100 },
      parameters: { batch: batch(100), window: window(0), sums: sums('none') },
    },
    window: {
      label: 'batching window',
      pipeline,
      context: { ...common, handler: 'append-batch', batchSize: 100, batchWindowSeconds: 1 },
      parameters: { batch: batch(100), window: window(1), sums: sums('none') },
    },
    'added-up': {
      label: 'sums, added up',
      pipeline,
      context: { ...common, handler: 'add-to-window', batchSize: 100 },
      parameters: { batch: batch(100), window: window(0), sums: sums('each batch adds to a row') },
    },
    tumbling: {
      label: 'sums, tumbling window',
      pipeline,
      context: { ...common, handler: 'sum-window', batchSize: 100 },
      parameters: { batch: batch(100), window: window(0), sums: sums('Lambda hands the state on') },
    },
  },
  metrics: {
    stored: { label: 'readings in rows', unit: 'readings', better: 'neither' },
    invocations: { label: 'invocations', unit: 'invocations', better: 'lower' },
    lagMsMedian: { label: 'from the stream to the table, median', unit: 'ms', better: 'lower' },
    lagMsLast: { label: 'from the stream to the table, last reading', unit: 'ms', better: 'lower' },
    crashes: { label: 'environments that died after a write (injected)', unit: 'crashes', better: 'neither' },
    windows: { label: 'seconds with readings', unit: 'windows', better: 'neither' },
    rightWindows: { label: 'seconds whose sums are right', unit: 'windows', better: 'higher' },
    writes: { label: 'writes to the table', unit: 'writes', better: 'lower' },
  },
  series: { lagMs: { label: 'from the stream to the table', unit: 'ms' } },
  predictions: [
    {
      kind: 'number',
      id: 'invocations',
      prompt: 'Twenty readings within 0.8 s, a batching window of 1 s. How many invocations?',
      unit: 'invocations',
      answer: (results) => results.window.invocations.median,
    },
  ],

  warmUp: async (api) => {
    const device = `${api.runId}-warm`;
    if (api.variants.some((each) => each === 'added-up' || each === 'tumbling')) {
      await sendReadings(api, readingsOf(device, 1));
      await api.clock.sleepUntil(api.clock.now() + 2000 * windowSeconds, api.signal);
    } else await warmUp(api, [device]);
  },

  async run({ variant, repetition, parameters, events, faults, progress, ...api }) {
    const { clock, runId, signal } = api;
    const device = `${runId}-${variant}-${repetition}`;
    const summed = variant === 'added-up' || variant === 'tumbling';
    if (summed) faults.inject({ resource: 'Worker', fault: 'crash-after-write', times: 1 });

    const readings = readingsOf(device, parameters.readings);
    progress(0.1, `${readings.length} readings, one every ${parameters.apartMs} ms`);
    await openLoop({
      arrivals: readings.map((_, index) => index * parameters.apartMs),
      clock,
      signal,
      send: ({ index }) => sendReadings(api, readings.slice(index, index + 1)),
    });
    progress(0.6, 'until the last is in the table');
    let stored = 0;
    let lagMs: number[] = [];
    let truth: ReturnType<typeof windowSums> = [];
    let right = 0;
    if (summed) {
      // A window ends when a record of a later one comes, or after minutes of silence.
      await clock.sleepUntil(clock.now() + 1000 * windowSeconds, signal);
      await sendReadings(api, readingsOf(`${runId}-closes`, 1));
      truth = windowSums(await readStream(api, device), windowSeconds * 1000);
      const sumsNow = () => Promise.all(truth.map(({ start }) => sumsOf(api, `${device} ${start}`)));
      const from = clock.now();
      await pollUntil({
        clock,
        from,
        everyMs: 50,
        until: from + 8000,
        signal,
        check: async () =>
          (await sumsNow()).reduce((sum, { counted }) => sum + counted, 0) >= readings.length &&
          eventsOf(events, 'invocation-started').length === eventsOf(events, 'invocation-ended').length,
      });
      const found = await sumsNow();
      stored = found.reduce((sum, { counted }) => sum + counted, 0);
      right = truth.filter(
        ({ counted, celsius }, index) =>
          found[index]?.counted === counted && found[index]?.celsius === celsius,
      ).length;
    } else {
      await untilStored(api, [device], readings.length);
      const rows = await storedReadings(api, device);
      stored = rows.length;
      lagMs = rows.map(({ arrivedAt, to }) => Math.max(0, to - arrivedAt));
    }
    return {
      metrics: {
        stored,
        invocations: eventsOf(events, 'invocation-started', 'Worker').length,
        lagMsMedian: lagMs.length > 0 ? median(lagMs) : 0,
        lagMsLast: lagMs.at(-1) ?? 0,
        crashes: eventsOf(events, 'fault-injected', 'Worker').length,
        windows: truth.length,
        rightWindows: right,
        writes: eventsOf(events, 'item-written', 'Devices').length,
      },
      series: { lagMs },
    };
  },

  claims,
});
