import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'one-by-one' | 'batch' | 'window' | 'added-up' | 'tumbling';
type Metric =
  | 'stored'
  | 'invocations'
  | 'lagMsMedian'
  | 'lagMsLast'
  | 'crashes'
  | 'windows'
  | 'rightWindows'
  | 'writes';
type Parameter = 'readings' | 'apartMs' | 'serviceMs' | 'windowSeconds';

/** What a run of window-or-lag is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'larger-batches-fewer-invocations',
    statement:
      'One by one, every reading is an invocation. With a larger batch size a function gets what came while it was busy, and with a batching window also what comes while Lambda waits: fewer invocations each time.',
    reach: 'ratio',
    seeds: [],
    notShown:
      'What an invocation costs, and how long a handler takes for more records: here each batch takes the same.',
    judge: ({ 'one-by-one': one, batch, window }, { readings }) => ({
      holds:
        one.invocations.min === readings &&
        one.invocations.max === readings &&
        batch.invocations.max < readings &&
        window.invocations.max < batch.invocations.min &&
        [one, batch, window].every(({ stored }) => stored.min === readings),
      because: `Invocations for ${readings} readings: ${one.invocations.median} one by one, ${batch.invocations.median} with what was there, ${window.invocations.median} with a window.`,
    }),
  },
  {
    id: 'a-window-is-waited-for',
    statement:
      'A batching window makes the median reading later, by more than two service times, than the same batch size without one.',
    reach: 'ratio',
    seeds: ['001/real-time'],
    notShown: 'A load under which batches are full before the window ends: then it changes nothing.',
    judge: ({ batch, window }, { serviceMs }) => ({
      holds: window.lagMsMedian.median > batch.lagMsMedian.median + 2 * serviceMs,
      because: `From the stream to the table, median: ${Math.round(batch.lagMsMedian.median)} ms without a window, ${Math.round(window.lagMsMedian.median)} ms with one.`,
    }),
  },
  {
    id: 'too-small-batches-fall-behind',
    statement:
      'When a shard gets readings faster than its function can take them one by one, the last is later than the median one. With larger batches the same function falls less far behind.',
    reach: 'ratio',
    seeds: ['001/real-time'],
    notShown: 'Work that takes as long for each record, whatever the batch: that needs more shards or lanes.',
    judge: ({ 'one-by-one': one, batch }) => ({
      holds: one.lagMsLast.median > one.lagMsMedian.median && batch.lagMsLast.median < one.lagMsLast.median,
      because: `One by one the median reading was ${Math.round(one.lagMsMedian.median)} ms late, the last ${Math.round(one.lagMsLast.median)} ms; in batches the last was ${Math.round(batch.lagMsLast.median)} ms late.`,
    }),
  },
  {
    id: 'a-tumbling-window-counts-once',
    statement:
      'When an environment dies right after a write, sums that each batch adds to are wrong, because the batch is added again. Sums that Lambda hands on as the state of a tumbling window and that are stored at its end are right.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A crash in the middle of a window: it came at the write that ends one. Each window’s sum overwrites what is there, so a second write of it changes nothing. Readings that come late: a window goes by when they came into the stream, not by when they were measured. And windows of several shards, each of which has its own.',
    judge: ({ 'added-up': added, tumbling }, { readings }) => ({
      holds:
        added.crashes.min === 1 &&
        tumbling.crashes.min === 1 &&
        added.stored.min > readings &&
        added.rightWindows.values.every((right, index) => right < (added.windows.values[index] ?? 0)) &&
        tumbling.stored.min === readings &&
        tumbling.stored.max === readings &&
        tumbling.rightWindows.values.every((right, index) => right === tumbling.windows.values[index]),
      because: `After one crash, counted of ${readings} readings: ${added.stored.median} when batches add up, ${tumbling.stored.median} with a tumbling window. Right: ${added.rightWindows.median} of ${added.windows.median} and ${tumbling.rightWindows.median} of ${tumbling.windows.median} seconds.`,
    }),
  },
];
