import { createHash } from 'node:crypto';
import { keyOf, type OrderRequest } from './order.ts';

/** Who works on a request: the function that answers, the one behind the queue, or both. */
export interface Paths {
  answers: boolean;
  queues: boolean;
}

/** What a share is a share of. */
export type ShareOf = 'requests' | 'customers';

// #region paths
/**
 * Where a request goes at a step of the move: `sync`, `shadow` (both paths, answered by the old one), `share:30` (30
 * percent through the queue), `queued`. Throws at any other step.
 */
export function pathsOf(step: string, request: OrderRequest, shareOf: ShareOf): Paths {
  if (step === 'sync') return { answers: true, queues: false };
  if (step === 'shadow') return { answers: true, queues: true };
  if (step === 'queued') return { answers: false, queues: true };
  const [, percent] = /^share:(\d{1,3})$/.exec(step) ?? [];
  if (percent === undefined) throw new Error(`No step of the move is called “${step}”.`);
  const queues = hundredth(shareOf === 'customers' ? request.customer : keyOf(request)) < Number(percent);
  return { answers: !queues, queues };
}

/** A number from 0 to 99 that is always the same for a name. */
const hundredth = (name: string) => createHash('sha256').update(name).digest().readUInt32BE() % 100;
// #endregion paths
