import { type Outcome, runScenario } from './run-scenario.ts';

export type Violation =
  | 'an order that a client heard of is not in the table'
  | 'an order has no end'
  | 'charged twice'
  | 'charged for nothing'
  | 'accepted without a charge'
  | 'given back although accepted'
  | 'the kitchen never heard of an order'
  | 'the kitchen heard of no order';

/** Runs the lab’s handlers through a scenario, and gives what went wrong. */
export const violationsOf = async (...run: Parameters<typeof runScenario>): Promise<Violation[]> =>
  violationsIn(await runScenario(...run));

/** What went wrong in a run, in the end, when nothing dies any more and nothing waits. */
function violationsIn({ orders, rows, kitchen, charged, refunded }: Outcome): Violation[] {
  const found = new Set<Violation>();
  const isAccepted = (id: string) => rows.get(id) === 'accepted';
  const isKept = (id: string) => charged.has(id) && !refunded.has(id);
  for (const { sent, heard } of orders) {
    if ([...heard].some((id) => !rows.has(id)))
      found.add('an order that a client heard of is not in the table');
    if ([...sent].filter(isKept).length > 1) found.add('charged twice');
  }
  for (const [id, status] of rows) {
    if (status === 'received' || status === 'paid') found.add('an order has no end');
    if (isAccepted(id) && !charged.has(id)) found.add('accepted without a charge');
    if (isAccepted(id) && refunded.has(id)) found.add('given back although accepted');
    if (isAccepted(id) && !kitchen.has(id)) found.add('the kitchen never heard of an order');
  }
  if ([...charged].some((id) => isKept(id) && !isAccepted(id))) found.add('charged for nothing');
  if ([...kitchen].some((id) => !isAccepted(id))) found.add('the kitchen heard of no order');
  return [...found];
}
