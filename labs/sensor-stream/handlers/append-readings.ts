import type { KinesisStreamEvent } from 'aws-lambda';
import { append } from './append.ts';

/** Works on the readings of a batch one after the other, and fails as a whole with the first that fails. */
export async function handler({ Records }: KinesisStreamEvent): Promise<void> {
  for (const record of Records) await append(record);
}
