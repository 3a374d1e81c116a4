import { setTimeout as wait } from 'node:timers/promises';
import type { KinesisStreamRecord } from 'aws-lambda';
import { appendReadings } from './device-table.ts';
import { arrivalOf, readingOf } from './reading.ts';

/** Works on a reading and appends it to what its device has measured. Throws when it is no temperature. */
export async function append(record: KinesisStreamRecord): Promise<void> {
  const { device, number, celsius } = readingOf(record);
  const from = Date.now();
  await wait(Number(process.env.SERVICE_MS));
  await appendReadings(device, [{ number, celsius, arrivedAt: arrivalOf(record), from, to: Date.now() }]);
}
