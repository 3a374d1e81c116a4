import type { SQSEvent } from 'aws-lambda';
import { workOn } from './order-work.ts';

/** Works on what Lambda's poller has received. Who polls, how many at once, when to stop: all of it is Lambda's. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) await workOn(JSON.parse(body).orderId);
}
