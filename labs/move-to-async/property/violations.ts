import { keyOf } from '../handlers/order.ts';
import { type Outcome, runMove } from './run-move.ts';

export type Violation =
  | 'paid for twice'
  | 'answered and not paid for'
  | 'an order ends without its last change';

/** Runs the lab’s handlers through a move, and gives what went wrong. */
export const violationsOf = async (...run: Parameters<typeof runMove>): Promise<Violation[]> =>
  violationsIn(await runMove(...run));

/** What went wrong in a move, in the end, when the queue is empty. */
function violationsIn({ answered, payments, stored }: Outcome): Violation[] {
  const found = new Set<Violation>();
  if ([...payments.values()].some((times) => times > 1)) found.add('paid for twice');
  for (const request of answered) {
    if (!payments.has(keyOf(request))) found.add('answered and not paid for');
    if ((stored.get(request.orderId) ?? 0) < request.version)
      found.add('an order ends without its last change');
  }
  return [...found];
}
