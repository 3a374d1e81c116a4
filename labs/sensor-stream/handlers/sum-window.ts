import type { KinesisStreamStateResponse, KinesisStreamTumblingWindowEvent } from 'aws-lambda';
import { putSums } from './device-table.ts';
import { readingOf } from './reading.ts';
import { type Sums, withReading } from './sums.ts';

/** Sums the readings of a tumbling window in the state that Lambda hands on, and stores them once, at its end. */
export async function handler({
  Records,
  state = {},
  window,
  isFinalInvokeForWindow,
}: KinesisStreamTumblingWindowEvent): Promise<KinesisStreamStateResponse> {
  const sums: Record<string, Sums> = { ...state };
  for (const reading of Records.map(readingOf))
    sums[reading.device] = withReading(sums[reading.device], reading);
  if (isFinalInvokeForWindow) {
    for (const [device, sum] of Object.entries(sums))
      await putSums(`${device} ${Date.parse(window.start)}`, sum);
  }
  return { state: sums };
}
