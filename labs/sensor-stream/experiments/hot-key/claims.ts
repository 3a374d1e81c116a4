import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'even' | 'hot' | 'hot-resent' | 'hot-split';
type Metric =
  | 'sent'
  | 'told'
  | 'refused'
  | 'refusedElsewhere'
  | 'refusedNeighbour'
  | 'counted'
  | 'fullestShard'
  | 'slowestReplyMs';
type Parameter = 'requests' | 'perRequest' | 'shards' | 'serviceMs';

/** What a run of hot-key is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-shard-refuses-not-the-stream',
    statement:
      'The same number of readings that the stream takes when they are spread evenly is refused in part when one device sends most of them. All that is refused was for the shard of this device.',
    reach: 'mechanism',
    seeds: ['001/broker-scale', '001/horizontal-scale'],
    notShown:
      'How AWS measures a second, which is not documented; and a stream on demand, which splits shards by itself after a while.',
    judge: ({ even, hot }) => ({
      holds:
        even.sent.min === hot.sent.max &&
        even.refused.max === 0 &&
        hot.refused.min > 0 &&
        hot.refusedElsewhere.max === 0,
      because: `Refused of ${hot.sent.median} readings: ${even.refused.median} when even, ${hot.refused.median} when one device is hot, ${hot.refusedElsewhere.median} of them for other shards.`,
    }),
  },
  {
    id: 'neighbours-are-refused-too',
    statement:
      'A quiet device whose key is in the hot device’s shard has readings refused as well; quiet devices in other shards have none.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How many: here the neighbour’s readings stand behind the hot device’s in every request, so that they find what it left.',
    judge: ({ hot }) => ({
      holds: hot.refusedNeighbour.min > 0 && hot.refusedElsewhere.max === 0,
      because: `Refused: ${hot.refusedNeighbour.median} readings of the neighbour, ${hot.refusedElsewhere.median} of the quiet devices elsewhere.`,
    }),
  },
  {
    id: 'the-call-succeeds-all-the-same',
    statement:
      'PutRecords succeeds while it refuses some of its records. A function that does not look at each of them answers 202 to all, and what was refused is in no stream and no table.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'PutRecord, with which a refusal is an error of the call.',
    judge: ({ hot }) => ({
      holds:
        hot.told.min === hot.sent.min &&
        hot.refused.min > 0 &&
        hot.counted.min > 0 &&
        hot.counted.values.every(
          (counted, index) => counted + (hot.refused.values[index] ?? 0) === hot.sent.min,
        ),
      because: `Answered with 202: ${hot.told.median} of ${hot.sent.median} readings. Worked on: ${hot.counted.median}. In no place: ${hot.refused.median}.`,
    }),
  },
  {
    id: 'sent-again-is-late-not-lost',
    statement:
      'A function that sends the refused records again has all of them accepted, and its slowest caller waits longer than any did when they were ignored.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A hot device that does not stop: then the function waits until its own time-out. And order: what is sent again comes behind what was accepted meanwhile.',
    judge: ({ hot, 'hot-resent': resent }) => ({
      holds:
        resent.told.min === resent.sent.min &&
        resent.refused.max === 0 &&
        resent.counted.min === resent.sent.min &&
        resent.counted.max === resent.sent.max &&
        resent.slowestReplyMs.min > hot.slowestReplyMs.max,
      because: `Worked on: ${resent.counted.median} of ${resent.sent.median} readings. The slowest reply came after ${Math.round(resent.slowestReplyMs.median)} ms, and after ${Math.round(hot.slowestReplyMs.median)} ms when refusals were ignored.`,
    }),
  },
  {
    id: 'parts-spread-a-hot-key',
    statement:
      'With a key that has one of four parts at its end, the hot device’s readings are spread over four shards, and none is refused.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'What is lost for it: the order among the parts, as with random keys in keys-and-order. The names were chosen so that the four parts are in four shards; by chance two may share one.',
    judge: ({ hot, 'hot-split': split }) => ({
      holds: hot.refused.min > 0 && split.refused.max === 0 && split.counted.min === split.sent.min,
      because: `Refused: ${hot.refused.median} with one key, ${split.refused.median} with four. In the fullest shard: ${hot.fullestShard.median} and ${split.fullestShard.median} readings.`,
    }),
  },
];
