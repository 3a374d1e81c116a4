import type { SQSEvent } from 'aws-lambda';
import { log, received } from './correlation.ts';

/** Reports each order that was given up: here, a line in the log. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const record of Records) log('report', received(record));
}
