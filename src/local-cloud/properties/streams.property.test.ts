import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import { type PolledAnswer, polledStream } from '../testing/polled-stream.ts';

/** A record to put, and how many of the invocations that hold it fail; `poison`: all of them. */
interface PlannedRecord {
  key: string;
  failures: number | 'poison';
}

/** What happens to the stream, one after the other. */
type Act = { put: PlannedRecord[] } | { shards: number };

interface Scenario {
  acts: Act[];
  shardCount: number;
  /** Records that a shard takes in a second: more are refused. */
  room: number;
  batchSize: number;
  parallelizationFactor: number;
  /** Undefined: without end, and then nothing is poison. */
  retries: number | undefined;
  bisect: boolean;
  partialResponses: boolean;
  /** What befalls the first invocations, before the handler runs. */
  misfortunes: ('none' | 'throttled' | 'unavailable')[];
}

const failures = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 1, arbitrary: fc.constant('poison' as const) },
);
const record: fc.Arbitrary<PlannedRecord> = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  failures,
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: fc.array(record, { minLength: 1, maxLength: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ shards: fc.integer({ min: 1, max: 4 }) }) },
);
const scenarios: fc.Arbitrary<Scenario> = fc.record({
  acts: fc.array(act, { minLength: 1, maxLength: 8 }),
  shardCount: fc.integer({ min: 1, max: 4 }),
  room: fc.constantFrom(1, 4, 1_000),
  batchSize: fc.integer({ min: 1, max: 6 }),
  parallelizationFactor: fc.integer({ min: 1, max: 3 }),
  retries: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  bisect: fc.boolean(),
  partialResponses: fc.boolean(),
  misfortunes: fc.array(fc.constantFrom('none', 'throttled', 'unavailable'), { maxLength: 6 }),
});

/** Runs something with what is to be undone in the end. */
async function within(run: (scope: { after(fn: () => unknown): void }) => Promise<void>): Promise<void> {
  const undo: (() => unknown)[] = [];
  try {
    await run({ after: (fn) => void undo.push(fn) });
  } finally {
    for (const each of undo.toReversed()) await each();
  }
}

test('property: no record is lost, none is done twice, no key loses its order, no shard has more batches at once than it may', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      await within(async (scope) => {
        const bench = polledStream(scope, {
          shardCount: scenario.shardCount,
          // On the fast clock of a case a full shard has room again in the next millisecond, mostly after the call.
          limits: { writeRecords: scenario.room },
        });
        const failuresLeft = new Map<string, number>();
        const misfortunes = scenario.misfortunes.values();
        const running = new Map<string, number>();
        /** Ids in the order in which they were done with: worked off, or given up. */
        const done: { text: string; how: 'worked off' | 'given up' }[] = [];
        const textById = new Map<string, string>();
        const keyOf = (text: string) => text.split('-')[0] as string;

        bench.poll(
          {
            batchSize: scenario.batchSize,
            parallelizationFactor: scenario.parallelizationFactor,
            maximumRetryAttempts: scenario.retries,
            bisectBatchOnFunctionError: scenario.bisect,
            reportBatchItemFailures: scenario.partialResponses,
          },
          async (records): Promise<PolledAnswer> => {
            const [shard] = new Set(records.map(({ shardId }) => shardId)) as unknown as [string];
            assert.equal(new Set(records.map(({ shardId }) => shardId)).size, 1, 'a batch of two shards');
            assert.ok(records.length <= scenario.batchSize, 'a batch larger than its size');
            const at = running.get(shard) ?? 0;
            assert.ok(at < scenario.parallelizationFactor, `${at + 1} batches of ${shard} at once`);
            running.set(shard, at + 1);
            await new Promise((resolve) => setImmediate(resolve));
            running.set(shard, (running.get(shard) ?? 0) - 1);
            const misfortune = misfortunes.next().value ?? 'none';
            if (misfortune !== 'none') return misfortune;
            const failing = records.filter(({ text }) => (failuresLeft.get(text) ?? 0) > 0);
            for (const { text } of failing) failuresLeft.set(text, (failuresLeft.get(text) ?? 0) - 1);
            const [first] = failing;
            const workedOff = first
              ? scenario.partialResponses
                ? records.slice(0, records.indexOf(first))
                : []
              : records;
            done.push(...workedOff.map(({ text }) => ({ text, how: 'worked off' as const })));
            if (!first) return 'done';
            if (!scenario.partialResponses) return 'fails';
            return {
              answer: {
                batchItemFailures: failing.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })),
              },
            };
          },
        );

        let number = 0;
        const accepted: string[] = [];
        const refused = new Set<string>();
        const told = new Set<string>();
        const noteGivenUp = () => {
          for (const event of bench.watch.of('event-given-up')) {
            if (told.has(event.eventId)) continue;
            told.add(event.eventId);
            done.push({ text: textById.get(event.eventId) ?? event.eventId, how: 'given up' });
          }
        };
        const ids = new Map<string, number>();
        for (const each of scenario.acts) {
          if ('shards' in each) {
            bench.reshard(each.shards);
            continue;
          }
          const records = each.put.map((planned) => {
            number += 1;
            const text = `${planned.key}-${number}`;
            const poison = scenario.retries === undefined ? 3 : Number.POSITIVE_INFINITY;
            failuresLeft.set(text, planned.failures === 'poison' ? poison : planned.failures);
            return { key: planned.key, text };
          });
          const results = await bench.putAll(...records);
          assert.equal(results.length, records.length);
          for (const [index, result] of results.entries()) {
            const { text } = records[index] as { text: string };
            if (result.SequenceNumber === undefined) {
              assert.equal(result.ErrorCode, 'ProvisionedThroughputExceededException');
              refused.add(text);
              continue;
            }
            accepted.push(text);
            const id = `${result.ShardId}:${result.SequenceNumber}`;
            assert.ok(!ids.has(id), 'two records with one id');
            ids.set(id, number);
            textById.set(id, text);
          }
        }
        await bench.end();
        noteGivenUp();

        const givenUpCounts = Map.groupBy(bench.watch.of('event-given-up'), ({ eventId }) => eventId);
        for (const [id, events] of givenUpCounts) assert.equal(events.length, 1, `${id} is given up twice`);
        const times = Map.groupBy(done, ({ text }) => text);
        for (const text of accepted) {
          const ends = times.get(text) ?? [];
          assert.equal(ends.length, 1, `${text} has the ends ${JSON.stringify(ends)}`);
          if (scenario.retries === undefined) assert.equal(ends[0]?.how, 'worked off');
        }
        for (const text of refused) assert.equal(times.get(text), undefined, `${text} was refused`);
        assert.equal(done.length, accepted.length);
        for (const key of new Set(accepted.map(keyOf))) {
          const of = (texts: string[]) => texts.filter((text) => keyOf(text) === key);
          const workedOff = done.filter(({ how }) => how === 'worked off').map(({ text }) => text);
          assert.deepEqual(
            of(workedOff),
            of(accepted).filter((text) => workedOff.includes(text)),
            `key ${key} lost its order`,
          );
        }
      });
    }),
    { numRuns: propertyRuns(50) },
  );
});

test('property: the final states of tumbling windows hold every record once, whatever fails in between', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      await within(async (scope) => {
        const bench = polledStream(scope, { shardCount: scenario.shardCount });
        const misfortunes = scenario.misfortunes.values();
        const failuresLeft = new Map<string, number>();
        const counted: string[] = [];
        bench.poll(
          {
            batchSize: scenario.batchSize,
            bisectBatchOnFunctionError: scenario.bisect,
            tumblingWindowSeconds: 900,
          },
          async (records, event): Promise<PolledAnswer> => {
            await new Promise((resolve) => setImmediate(resolve));
            const misfortune = misfortunes.next().value ?? 'none';
            if (misfortune !== 'none') return misfortune;
            const failing = records.filter(({ text }) => (failuresLeft.get(text) ?? 0) > 0);
            for (const { text } of failing) failuresLeft.set(text, (failuresLeft.get(text) ?? 0) - 1);
            if (failing.length > 0) return 'fails';
            if (event.isFinalInvokeForWindow) counted.push(...event.state.texts);
            const texts = [...(event.state.texts ?? []), ...records.map(({ text }) => text)];
            return { answer: { state: { texts } } };
          },
        );
        let number = 0;
        const accepted: string[] = [];
        for (const each of scenario.acts) {
          if ('shards' in each) {
            bench.reshard(each.shards);
            continue;
          }
          for (const { key, failures: fails } of each.put) {
            number += 1;
            const text = `${key}-${number}`;
            failuresLeft.set(text, fails === 'poison' ? 3 : fails);
            await bench.put(key, text);
            accepted.push(text);
          }
        }
        await bench.end();
        assert.deepEqual(counted.toSorted(), accepted.toSorted());
      });
    }),
    { numRuns: propertyRuns(50) },
  );
});
