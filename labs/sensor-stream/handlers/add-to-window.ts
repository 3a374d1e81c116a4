import type { KinesisStreamEvent } from 'aws-lambda';
import { addSums } from './device-table.ts';
import { arrivalOf, readingOf } from './reading.ts';
import { type Sums, withReading } from './sums.ts';

const windowMs = Number(process.env.WINDOW_MS);

/** Adds the readings of a batch to the sums of the window in which they came, batch by batch. */
export async function handler({ Records }: KinesisStreamEvent): Promise<void> {
  const sums = new Map<string, Sums>();
  for (const record of Records) {
    const reading = readingOf(record);
    const start = Math.floor(arrivalOf(record) / windowMs) * windowMs;
    const name = `${reading.device} ${start}`;
    sums.set(name, withReading(sums.get(name), reading));
  }
  for (const [name, more] of sums) await addSums(name, more);
}
