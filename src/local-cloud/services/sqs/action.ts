import type { QueueStore } from './queue-store.ts';

/** An action of SQS's JSON protocol that is ours and not fauxqs's. Rejects with an SqsError. */
export type SqsAction = (
  input: Record<string, unknown>,
  call: {
    store: QueueStore;
    /** Ends when the caller hangs up. */
    signal: AbortSignal;
  },
) => Promise<object> | object;
