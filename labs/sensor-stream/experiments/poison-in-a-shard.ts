import { peekMessages } from '#experiment/dead-letters.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { claims } from './poison-in-a-shard/claims.ts';
import { type Note, noteOf, recordsOf } from './poison-in-a-shard/note.ts';
import { readingsOf, sendReadings, storedReadings, untilStored, warmUp } from './shared/reading-api.ts';
import { spreadNames } from './shared/shards.ts';
import { readRecord, readStream } from './shared/stream.ts';

const perDevice = 8;
const poisonNumber = 2;
const later = 2;
const pipeline = ['HTTP API', 'Lambda', 'Kinesis', 'Lambda', 'DynamoDB'];
const context = { shards: 2, batchSize: 4, serviceMs: 50 };
const limits = { retryAttempts: 2 };
const retries = (value: number | string) => ({ label: 'retries', value });
const age = (value: string) => ({ label: 'maximum age', value });
const split = (value: boolean) => ({ label: 'a failed batch is split', value });
const answer = (value: string) => ({ label: 'handler', value });
const throws = 'throws';

export default defineExperiment({
  question:
    'The second of eight readings in a shard can never be worked on. How long do the readings behind it wait, and what becomes of them?',
  nextStep:
    'Set batchSize in labs/sensor-stream/experiments/poison-in-a-shard.ts to 8 and run it again: how many good readings does a limit of retries lose now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/readings --json '[{"device":"mine","number":1,"celsius":"hot"}]'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  // Counts of what was worked on and what was not; the waits end with events, not with times.
  tolerance: { loopLag: 10, sendDrift: 10, cpuTaken: 0.9 },
  localCloud: {
    timeScale: {
      label: 'time scale',
      value: 0.025,
      injected: 'Waits between attempts and the age of records pass forty times as fast: a minute is 1.5 s.',
    },
  },
  parameters: {
    perDevice: { label: 'readings in each of two shards', value: perDevice, unit: 'readings' },
    batchSize: { label: 'batch size', value: context.batchSize, unit: 'records' },
    later: { label: 'readings sent to the same shard afterwards', value: later, unit: 'readings' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for the work on a reading.',
    },
    patienceMs: { label: 'how long the experiment waits at most', value: 8000, unit: 'ms' },
  },
  variants: {
    default: {
      label: 'defaults',
      pipeline,
      context,
      parameters: {
        retries: retries('no limit'),
        age: age('as long as records are kept'),
        split: split(false),
        answer: answer(throws),
      },
    },
    retries: {
      label: '2 retries',
      pipeline,
      context: { ...context, ...limits },
      parameters: {
        retries: retries(2),
        age: age('as long as records are kept'),
        split: split(false),
        answer: answer(throws),
      },
    },
    age: {
      label: 'maximum age',
      pipeline,
      context: { ...context, maximumAgeSeconds: 60 },
      parameters: {
        retries: retries('no limit'),
        age: age('60 s'),
        split: split(false),
        answer: answer(throws),
      },
    },
    bisect: {
      label: '2 retries, split',
      pipeline,
      context: { ...context, ...limits, bisect: 1 },
      parameters: {
        retries: retries(2),
        age: age('as long as records are kept'),
        split: split(true),
        answer: answer(throws),
      },
    },
    partial: {
      label: '2 retries, split, partial response',
      pipeline,
      context: { ...context, ...limits, bisect: 1, handler: 'append-until-failure' },
      parameters: {
        retries: retries(2),
        age: age('as long as records are kept'),
        split: split(true),
        answer: answer('says at which record it stopped'),
      },
    },
  },
  metrics: {
    tries: { label: 'times the reading before the poison was worked on', unit: 'times', better: 'lower' },
    behind: { label: 'readings behind the poison worked on', unit: 'readings', better: 'higher' },
    lost: { label: 'good readings given up', unit: 'readings', better: 'lower' },
    others: { label: 'readings of the other shard worked on', unit: 'readings', better: 'higher' },
    repeated: { label: 'times a reading was worked on again', unit: 'times', better: 'lower' },
    named: { label: 'records that the notes name', unit: 'records', better: 'neither' },
    found: { label: 'poison readings found by a note', unit: 'readings', better: 'higher' },
    laterDone: { label: 'readings sent afterwards and worked on', unit: 'readings', better: 'higher' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'behind',
      prompt: `With Lambda’s defaults: how many of the ${perDevice - poisonNumber} readings behind the poison are worked on?`,
      unit: 'readings',
      answer: (results) => results.default.behind.median,
    },
    {
      kind: 'number',
      id: 'lost',
      prompt:
        'The mapping gives up after two retries, in batches of four. How many good readings are given up?',
      unit: 'readings',
      answer: (results) => results.retries.lost.median,
    },
  ],

  warmUp: (api) => warmUp(api, spreadNames(`${api.runId}-warm`, 2, 2)),

  async run({ variant, repetition, parameters, progress, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const prefix = `${runId}-${variant}-${repetition}`;
    const [device = '', other = ''] = spreadNames(prefix, 2, 2);
    const numbers = readingsOf(device, perDevice).map(({ number }) => number);
    const readings = readingsOf(device, perDevice).map((reading) =>
      reading.number === poisonNumber ? { ...reading, celsius: 'hot' } : reading,
    );
    const wait = (check: () => Promise<boolean>) =>
      pollUntil({
        clock,
        from: clock.now(),
        everyMs: 50,
        until: clock.now() + parameters.patienceMs,
        signal,
        check,
      });
    const tries = async (number: number) =>
      (await storedReadings(api, device)).filter((each) => each.number === number).length;

    progress(0.1, 'readings for both shards sent in one request');
    await sendReadings(api, [...readings, ...readingsOf(other, perDevice)]);
    await untilStored(api, [other], perDevice);

    progress(
      0.3,
      variant === 'default' ? 'the batch is tried again and again' : 'until each is done or given up',
    );
    const stream = (await readStream(api, prefix)).filter(({ reading }) => reading.device === device);
    const notes = new Map<string, Note>();
    const named = async () => {
      // A message that was looked at is out of sight for a moment: what was seen once counts.
      for (const { MessageId = '', Body = '' } of await peekMessages(
        clients.sqs,
        outputs.GivenUpQueueUrl ?? '',
      ))
        notes.set(MessageId, noteOf(Body));
      const records = [...notes.values()].flatMap((note) => recordsOf(note, stream));
      return new Set(records.map(({ reading }) => reading.number));
    };
    await wait(async () => {
      if (variant === 'default') return (await tries(1)) >= 4;
      const [stored, given] = [await storedReadings(api, device), await named()];
      return numbers.every((each) => given.has(each) || stored.some(({ number }) => number === each));
    });

    progress(0.8, 'and what is sent afterwards');
    const before = await tries(1);
    await sendReadings(api, readingsOf(device, later, perDevice + 1));
    await wait(async () => {
      if (variant === 'default') return (await tries(1)) >= before + 2;
      return (await tries(perDevice + later)) > 0;
    });

    const stored = await storedReadings(api, device);
    const distinct = new Set(stored.map(({ number }) => number));
    const given = await named();
    const good = numbers.filter((number) => number !== poisonNumber);
    const alone = [...notes.values()].find((note) => note.startSequenceNumber === note.endSequenceNumber);
    const found = alone && (await readRecord(api, { ...alone, sequenceNumber: alone.startSequenceNumber }));
    return {
      metrics: {
        tries: await tries(1),
        behind: good.filter((number) => number > poisonNumber && distinct.has(number)).length,
        lost: good.filter((number) => given.has(number) && !distinct.has(number)).length,
        others: (await storedReadings(api, other)).length,
        repeated: stored.length - distinct.size,
        named: given.size,
        found: found?.number === poisonNumber ? 1 : 0,
        laterDone: [...distinct].filter((number) => number > perDevice).length,
      },
      series: {},
    };
  },

  claims,
});
