import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import { DeliveryError } from '../kernel/errors.ts';
import { type PolledAnswer, polledStream } from '../testing/polled-stream.ts';

/** What becomes of an invocation: its consumer dies after so many of its records, or Lambda does not run it. */
type Fate = 'works' | 'throttled' | 'unavailable' | { diesAfter: number };

/** A stream whose consumer dies, and what its mapping is told to do about it. */
interface Scenario {
  shardCount: number;
  /** Keys of the records to put, one after another, or how many shards there are from then on. */
  acts: ({ put: string[] } | { shards: number })[];
  batchSize: number;
  bisect: boolean;
  /** A consumer that dies can report nothing; one that lives on reports where it stopped. */
  partialResponses: boolean;
  retries: number | undefined;
  maximumAgeSeconds: number | undefined;
  /** Of the invocations, one after another; later ones work. */
  fates: Fate[];
  /** Texts of the records that kill every consumer; only where retries end. */
  poison: number[];
  /** Notes of given-up records that the destination does not take. */
  refusedNotes: number[];
}

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fate>('works') },
  { weight: 4, arbitrary: fc.record({ diesAfter: fc.integer({ min: 0, max: 5 }) }) },
  { weight: 1, arbitrary: fc.constantFrom<Fate>('throttled', 'unavailable') },
);
const scenarios: fc.Arbitrary<Scenario> = fc.record({
  shardCount: fc.integer({ min: 1, max: 3 }),
  acts: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          put: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 8 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ shards: fc.integer({ min: 1, max: 4 }) }) },
    ),
    { minLength: 1, maxLength: 6 },
  ),
  batchSize: fc.integer({ min: 1, max: 6 }),
  bisect: fc.boolean(),
  partialResponses: fc.boolean(),
  retries: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  // On this clock 1,000 seconds are 10 ms: some records get too old, most do not.
  maximumAgeSeconds: fc.constantFrom(undefined, undefined, undefined, 1_000),
  fates: fc.array(fate, { maxLength: 12 }),
  poison: fc.array(fc.nat(20), { maxLength: 2 }),
  refusedNotes: fc.array(fc.nat(3), { maxLength: 2 }),
});

const destination = 'arn:aws:sqs:us-east-1:000000000000:failures';

/** What an on-failure destination is told. */
interface Note {
  requestContext: { condition: string };
  KinesisBatchInfo: {
    shardId: string;
    batchSize: number;
    startSequenceNumber: string;
    endSequenceNumber: string;
  };
}

/** One time that a consumer got a record. */
interface Handing {
  /** Whether the consumer did its work on it. */
  isDone: boolean;
  /** Whether Lambda could take the record for worked off. */
  isKept: boolean;
}

test('property: a record is handed out again only when Lambda could not know that it was worked off, and a given-up one is noted once', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const undo: (() => unknown)[] = [];
      try {
        await runConsumers(scenario, (fn) => undo.push(fn));
      } finally {
        for (const each of undo.toReversed()) await each();
      }
    }),
    { numRuns: propertyRuns(50) },
  );
});

async function runConsumers(scenario: Scenario, after: (fn: () => unknown) => void): Promise<void> {
  const bench = polledStream({ after }, { shardCount: scenario.shardCount });
  const notes: Note[] = [];
  let noteCount = 0;
  bench.targets.register('sqs', () => ({
    logicalId: 'Failures',
    deliver: async ({ payload }) => {
      if (scenario.refusedNotes.includes(noteCount++))
        throw new DeliveryError('InternalFailure', 'on purpose', true);
      notes.push(payload as Note);
    },
  }));
  const fates = scenario.fates.values();
  const kills = (text: string) =>
    scenario.retries !== undefined && scenario.poison.includes(Number(text.split('-')[1]));
  const handed = new Map<string, Handing[]>();

  bench.poll(
    {
      batchSize: scenario.batchSize,
      bisectBatchOnFunctionError: scenario.bisect,
      reportBatchItemFailures: scenario.partialResponses,
      maximumRetryAttempts: scenario.retries,
      maximumRecordAgeSeconds: scenario.maximumAgeSeconds,
      onFailureArn: destination,
    },
    async (records): Promise<PolledAnswer> => {
      await new Promise((resolve) => setImmediate(resolve));
      const next = fates.next().value ?? 'works';
      if (next === 'throttled' || next === 'unavailable') {
        for (const { text } of records) hand(handed, text, { isDone: false, isKept: false });
        return next;
      }
      const stopsAt = Math.min(
        next === 'works' ? records.length : next.diesAfter,
        ...records.flatMap(({ text }, index) => (kills(text) ? [index] : [])),
      );
      const stopped = records[stopsAt];
      // It dies where it has to, or lives to say how far it came.
      const reports = stopped !== undefined && scenario.partialResponses && kills(stopped.text);
      const isKept = (index: number) => stopped === undefined || (reports && index < stopsAt);
      for (const [index, { text }] of records.entries())
        hand(handed, text, { isDone: index < stopsAt, isKept: isKept(index) });
      if (!stopped) return 'done';
      if (!reports) return 'fails';
      return { answer: { batchItemFailures: [{ itemIdentifier: stopped.sequenceNumber }] } };
    },
  );

  const ids = new Map<string, string>();
  for (const act of scenario.acts) {
    if ('shards' in act) {
      bench.reshard(act.shards);
      continue;
    }
    const records = act.put.map((key, index) => ({ key, text: `${key}-${ids.size + index}` }));
    for (const [index, { ShardId, SequenceNumber }] of (await bench.putAll(...records)).entries())
      ids.set(`${ShardId}:${SequenceNumber}`, (records[index] as { text: string }).text);
  }
  await bench.end();

  const givenUp = Map.groupBy(bench.watch.of('event-given-up'), ({ eventId }) => eventId);
  for (const [id, text] of ids) {
    const handings = handed.get(text) ?? [];
    const ends = (givenUp.get(id)?.length ?? 0) + handings.filter(({ isKept }) => isKept).length;
    assert.equal(ends, 1, `${text} ended ${ends} times, was handed out ${JSON.stringify(handings)}`);
    // Nothing comes again after it was worked off, as far as Lambda knows.
    for (const { isKept } of handings.slice(0, -1)) assert.ok(!isKept, `${text} came again`);
    for (const { isDone, isKept } of handings)
      if (isKept) assert.ok(isDone, `${text} was taken for worked off`);
    if (scenario.retries === undefined && scenario.maximumAgeSeconds === undefined)
      assert.equal(givenUp.get(id), undefined, `${text} was given up`);
    const noted = notes.filter(({ KinesisBatchInfo: info }) => isIn(id, info)).length;
    assert.equal(noted, givenUp.get(id)?.[0]?.to === undefined ? 0 : 1, `notes of ${text}`);
  }
  const inNotes = notes.reduce((sum, { KinesisBatchInfo: { batchSize } }) => sum + batchSize, 0);
  assert.equal(inNotes, bench.watch.of('event-given-up').filter(({ to }) => to !== undefined).length);
}

function hand(handed: Map<string, Handing[]>, text: string, handing: Handing): void {
  handed.set(text, [...(handed.get(text) ?? []), handing]);
}

/** Whether a note tells of the record with this event id. Sequence numbers of a shard go up. */
function isIn(
  id: string,
  { shardId, startSequenceNumber, endSequenceNumber }: Note['KinesisBatchInfo'],
): boolean {
  const [shard = '', number = ''] = id.split(':');
  return (
    shard === shardId &&
    BigInt(number) >= BigInt(startSequenceNumber) &&
    BigInt(number) <= BigInt(endSequenceNumber)
  );
}
