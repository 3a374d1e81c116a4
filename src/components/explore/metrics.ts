import type { RecordedRun } from '#content/explore-data.ts';
import type { Sample } from '../../explorer/model/course.ts';

/** What is drawn over the time of a run. */
export interface Metric {
  name: string;
  /** Nothing: a time in ms, shown in the unit that suits it. */
  unit?: string;
  /** Its value at a moment; `seconds`: how long the moment before it is ago. */
  of(sample: Sample, seconds: number): number;
  recorded?: keyof RecordedRun['courses'];
}

export const metrics: Metric[] = [
  { name: 'Orders that come', unit: 'per second', of: ({ sent }, seconds) => sent / seconds },
  { name: 'Backlog: orders that wait', unit: 'orders', of: ({ waiting }) => waiting, recorded: 'waiting' },
  { name: 'Age of the oldest order', of: ({ oldestMs }) => oldestMs, recorded: 'oldestMs' },
  { name: 'In flight', unit: 'orders', of: ({ inFlight }) => inFlight },
  { name: 'Stored', unit: 'per second', of: ({ stored }, seconds) => stored / seconds },
  { name: 'Refusals', unit: 'per second', of: ({ refusals }, seconds) => refusals / seconds },
  { name: 'Time until stored, median', of: ({ p50 }) => p50 },
  { name: 'Time until stored, 99th percentile', of: ({ p99 }) => p99 },
  { name: 'Duplicates', unit: 'per second', of: ({ duplicates }, seconds) => duplicates / seconds },
];
