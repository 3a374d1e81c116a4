import { setTimeout as wait } from 'node:timers/promises';
import type { KinesisStreamEvent } from 'aws-lambda';
import { addSums } from './device-table.ts';
import { readingOf } from './reading.ts';
import { type Sums, withReading } from './sums.ts';

/** Adds the readings of a batch to the sums of their devices, all together in the time that one takes. */
export async function handler({ Records }: KinesisStreamEvent): Promise<void> {
  await wait(Number(process.env.SERVICE_MS));
  const sums = new Map<string, Sums>();
  for (const reading of Records.map(readingOf))
    sums.set(reading.device, withReading(sums.get(reading.device), reading));
  for (const [device, more] of sums) await addSums(device, more);
}
