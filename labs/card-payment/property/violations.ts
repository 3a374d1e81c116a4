import { runScenario } from './run-scenario.ts';
import type { World } from './world.ts';

export type Violation = 'charged twice' | 'charged for nothing' | 'unpaid' | 'without an end';

/** Runs the decisions of the handlers through a scenario, and gives what went wrong. */
export const violationsOf = async (...run: Parameters<typeof runScenario>): Promise<Violation[]> =>
  violationsIn(await runScenario(...run));

/** What went wrong in the end, for any card: each card stands for one order that a customer wanted once. */
function violationsIn({ rows, ledger }: Pick<World, 'rows' | 'ledger'>): Violation[] {
  const found = new Set<Violation>();
  const all = [...rows.values()];
  for (const card of new Set([...all, ...ledger.charges].map((each) => each.card))) {
    const ever = ledger.charges.filter((each) => each.card === card);
    const charges = ever.filter(({ status }) => status !== 'voided');
    const orders = all.filter((each) => each.card === card);
    const placed = orders.filter(({ status }) => status === 'authorized' || status === 'captured');
    // A second charge counts when it was voided later, too: meanwhile the customer’s money was held twice.
    if (ever.length > 1) found.add('charged twice');
    if (charges.length > 0 && placed.length === 0) found.add('charged for nothing');
    if (placed.length > charges.length) found.add('unpaid');
    if (orders.some(({ status }) => status === 'authorizing')) found.add('without an end');
  }
  return [...found];
}
