import { runShards, type ShardSettings } from '../model/shards.ts';
import { figureOf, moments } from './figure.ts';

const seconds = 60;

const settings = ([shards = 1, hotPercent = 0]: readonly number[]): ShardSettings => ({
  seed: 202,
  seconds,
  arrivalRate: 30,
  keys: 100,
  hotShare: hotPercent / 100,
  shards,
  serviceMs: 100,
});

/** A shard is a line: more of them help as far as the keys are spread. */
export const shards = figureOf({
  title: 'More shards, and one hot key',
  reading:
    'Add shards until the lag is gone. Then let one device send half of all readings, and try to do it again.',
  knobs: [
    { label: 'Shards', values: [1, 2, 3, 4, 5, 6, 8, 10, 12, 16], initial: 2, sets: ['shards'] },
    {
      label: 'Readings of one device',
      unit: '% of all',
      values: [1, 10, 20, 30, 40, 50, 60, 80, 100],
      initial: 1,
      sets: ['hotShare'],
    },
  ],
  seconds,
  settings,
  run: (values) => runShards(settings(values), moments),
  panels: [
    {
      title: 'Lag: age of the oldest reading that is not done',
      unit: 's',
      lines: [{ label: 'lag', of: ({ oldestMs }) => oldestMs / 1000 }],
      least: 40,
    },
    {
      title: 'Worked on at the same time',
      unit: 'readings',
      lines: [{ label: 'worked on', of: ({ working }) => working }],
      level: { label: 'shards', of: ({ settings: { shards: all } }) => all },
      least: 8,
    },
  ],
  results: [
    { label: 'Readings that came', of: ({ came }) => came },
    { label: 'Not done at the end', of: ({ came, course }) => came - (course.at(-1)?.done ?? 0) },
    {
      label: 'Of the shards’ time in work',
      unit: '%',
      of: ({ course, settings: { shards: all } }) =>
        (100 * course.reduce((sum, { working }) => sum + working, 0)) / (course.length * all),
    },
  ],
});
