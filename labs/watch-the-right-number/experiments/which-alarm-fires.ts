import { defineExperiment, type VariantDefinition } from '#experiment/define-experiment.ts';
import { accepted, paths, placedAt, type SentOrder, sendOrders, warmUp } from './shared/orders.ts';
import {
  type AlarmName,
  alarmLabel,
  alarmNames,
  firedIn,
  statesOf,
  watchAlarms,
} from './which-alarm-fires/alarms.ts';
import { claims } from './which-alarm-fires/claims.ts';
import {
  customerNames,
  planOrders,
  type Trouble,
  type TroubleName,
  troubles,
} from './which-alarm-fires/faults.ts';

/** A minute of CloudWatch's, on this machine. */
const periodMs = 2_000;
const before = 2;
const during = 10;

const pipeline = ['HTTP API', 'Lambda or SQS and Lambda', 'DynamoDB'];

const variantOf = ({ label, what, fifo }: Trouble): VariantDefinition => ({
  label,
  pipeline,
  parameters: {
    trouble: {
      label: 'what goes wrong',
      value: what,
      injected: 'Done on purpose, to see which alarm tells.',
    },
  },
  ...(fifo && { context: { queue: 'fifo' } }),
});

export default defineExperiment({
  question:
    'The same fault on both paths, each with the alarms that one would set: which alarm fires, when, and which stays quiet?',
  nextStep:
    'Set reportBatchItemFailures to false in labs/watch-the-right-number/stack.ts and let the handler throw: which alarm tells of poison then?',
  byHand: ({ QueuedApiUrl }) => [
    `curl -i ${QueuedApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
    'npm run lab -- break Orders deny',
  ],
  repetitions: 3,
  freshDeployments: true,
  localCloud: {
    timeScale: {
      label: 'a minute of CloudWatch’s takes this part of a minute here',
      unit: '',
      value: periodMs / 60_000,
      injected:
        'Alarms look once a minute. Here a minute is two seconds, so that ten of them can be waited for.',
    },
  },
  // Claims say which alarm fires at all: periods, timeouts and thresholds are whole service times apart, and a machine that is
  // busy beyond that lets an alarm fire that should be quiet.
  tolerance: { loopLag: 5, sendDrift: 5, clockJump: 5, cpuTaken: 0.6 },
  parameters: {
    periodMs: {
      label: 'a period of the alarms',
      value: periodMs,
      unit: 'ms',
      injected: 'Stands in for a minute.',
    },
    before: { label: 'periods before the fault', value: before, unit: 'periods' },
    during: {
      label: 'periods for which the fault lasts and the alarms are watched',
      value: during,
      unit: 'periods',
    },
    promise: { label: 'an order is in time when it is stored within', value: 3, unit: 'periods' },
    slowMs: { label: 'a synchronous answer is slow from', fromOutput: 'SlowMs', unit: 'ms' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handlers wait for.',
    },
    concurrency: {
      label: 'orders worked on at the same time, on each path',
      fromOutput: 'Concurrency',
      unit: 'orders',
    },
  },
  variants: Object.fromEntries(
    Object.entries(troubles).map(([name, trouble]) => [name, variantOf(trouble)]),
  ) as Record<TroubleName, VariantDefinition>,
  metrics: {
    ...(Object.fromEntries(
      alarmNames.map((name) => [
        name,
        {
          label: `${alarmLabel(name)}: fires in this period (0: stays quiet)`,
          unit: 'periods',
          better: 'neither',
        },
      ]),
    ) as Record<AlarmName, { label: string; unit: string; better: 'neither' }>),
    syncFired: { label: 'alarms of the synchronous path that fire', unit: 'alarms', better: 'neither' },
    queuedFired: { label: 'alarms of the queued path that fire', unit: 'alarms', better: 'neither' },
    beforehand: { label: 'alarms that fired before the fault', unit: 'alarms', better: 'lower' },
    told: { label: 'synchronous callers who heard a 5xx', unit: 'callers', better: 'lower' },
    slow: { label: 'synchronous callers who waited for long', unit: 'callers', better: 'lower' },
    queuedTold: { label: 'queued callers who heard a 5xx', unit: 'callers', better: 'lower' },
    late: {
      label: 'accepted orders of the queued path that were not stored in time',
      unit: 'orders',
      better: 'lower',
    },
  },
  series: {},
  predictions: [
    {
      kind: 'choice',
      id: 'backlog',
      prompt: 'Twice as many orders come as the queued path can work off. Which of its alarms fires?',
      options: [
        { value: 'errors', label: 'the errors of the function' },
        { value: 'server-errors', label: 'the 5xx of the API' },
        { value: 'queue', label: 'only those of the queue: age and depth' },
        { value: 'none', label: 'none of them' },
      ],
      answer: ({ 'silent-backlog': backlog }) => {
        if (backlog.queuedErrors.median > 0) return 'errors';
        if (backlog.queuedServerErrors.median > 0) return 'server-errors';
        return backlog.queuedAge.median > 0 || backlog.queuedDepth.median > 0 ? 'queue' : 'none';
      },
    },
    {
      kind: 'number',
      id: 'dead-letters',
      prompt:
        'Every invocation crashes. A message is received three times, a period apart. In which period after the fault does the alarm on the dead-letter queue fire?',
      unit: 'periods',
      answer: ({ crash }) => crash.queuedDeadLetters.median,
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, surroundings.parameters.concurrency),

  async run({ variant, repetition, faults, progress, parameters, ...surroundings }) {
    const { clock, runId, signal } = surroundings;
    const run = `${runId}-${variant}-${repetition}`;
    const { periodMs, promise } = parameters;
    await untilQuiet(surroundings, periodMs);

    const trouble: Trouble = troubles[variant];
    const begin = clock.now();
    const from = begin + parameters.before * periodMs;
    const end = from + parameters.during * periodMs;
    const orders = planOrders(trouble, parameters);
    const watch = watchAlarms(surroundings, periodMs);
    const mend: (() => void)[] = [];
    const breaking = (async () => {
      await clock.sleepUntil(from, signal);
      progress(parameters.before / (parameters.before + parameters.during), 'the fault begins');
      mend.push(...trouble.faults.map((fault) => faults.inject(fault)));
    })();
    const sending = Promise.all(paths.map((path) => sendOrders(surroundings, path, run, orders)));
    await breaking;
    await clock.sleepUntil(end, signal);
    const samples = await watch.stop();
    const [sync = [], queued = []] = await sending;
    for (const each of mend) each();

    const placed = await placedAt(surroundings, 'queued', run, customerNames);
    const isLate = ({ orderId, sentAt }: SentOrder) =>
      (placed.get(orderId) ?? end) - sentAt > promise * periodMs;
    const periods = Object.fromEntries(
      alarmNames.map((name) => [name, firedIn(samples, name, { from, periodMs })]),
    ) as Record<AlarmName, number>;
    const firedOn = (path: string) =>
      alarmNames.filter((name) => name.startsWith(path) && periods[name] > 0).length;
    return {
      metrics: {
        ...periods,
        syncFired: firedOn('sync'),
        queuedFired: firedOn('queued'),
        beforehand: alarmNames.filter((name) =>
          samples.some(({ at, value }) => at < from && value[name] === 'ALARM'),
        ).length,
        told: sync.filter(({ status }) => status >= 500).length,
        slow: sync.filter((order) => order.sentAt >= from && order.replyMs > parameters.slowMs).length,
        queuedTold: queued.filter(({ status }) => status >= 500).length,
        late: queued.filter((order) => accepted(order) && !order.malformed && isLate(order)).length,
      },
      series: {},
    };
  },

  claims,
});

/** Waits until a period or two of the warm-up have been looked at and no alarm fires. */
async function untilQuiet(surroundings: Parameters<typeof watchAlarms>[0], periodMs: number): Promise<void> {
  const { clock, signal } = surroundings;
  for (let look = 0; look < 30; look += 1) {
    await clock.sleepUntil(clock.now() + periodMs, signal);
    const states = Object.values(await statesOf(surroundings));
    if (states.every((state) => state === 'OK')) return;
  }
  throw new Error(
    'Alarms fired before anything was broken, and did not go back to OK within thirty periods.',
  );
}
