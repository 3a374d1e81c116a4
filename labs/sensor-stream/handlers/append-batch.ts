import { setTimeout as wait } from 'node:timers/promises';
import type { KinesisStreamEvent } from 'aws-lambda';
import { appendReadings } from './device-table.ts';
import { arrivalOf, readingOf } from './reading.ts';

/** Works on all readings of a batch together, in the time that one takes, and appends them to their devices. */
export async function handler({ Records }: KinesisStreamEvent): Promise<void> {
  const from = Date.now();
  await wait(Number(process.env.SERVICE_MS));
  const to = Date.now();
  const readings = Records.map((record) => ({
    ...readingOf(record),
    arrivedAt: arrivalOf(record),
    from,
    to,
  }));
  for (const [device, own] of Map.groupBy(readings, (each) => each.device)) {
    await appendReadings(
      device,
      own.map(({ device: _, ...reading }) => reading),
    );
  }
}
