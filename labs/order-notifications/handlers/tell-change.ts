import type { SQSEvent } from 'aws-lambda';
import type { Change } from './change.ts';
import { connectionsOf, post } from './connections.ts';
import { store } from './orders-table.ts';

// #region tell
/** Stores each change, then tells it to every connection of its customer. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const change: Change = JSON.parse(body);
    await store(change);
    // Also what was stored before: an earlier attempt may have ended here. Whoever shows it compares versions.
    const connectionIds = await connectionsOf(change.customer);
    await Promise.all(connectionIds.map((each) => post(each, { type: 'change', ...change })));
  }
}
// #endregion tell
