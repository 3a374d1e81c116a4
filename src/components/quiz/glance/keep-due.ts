import type { Progress } from '#content/progress/record.ts';
import { knownStates } from '#content/review/card-states.ts';
import { changeGlance } from './glance.ts';

/** Notes when each of these cards (`id@revision`) comes back, for the pages that do not load the scheduler. */
export function keepDue(record: Progress, cards: readonly string[]): void {
  const states = knownStates(record);
  const due = cards.flatMap((card) => {
    const state = states.get(card);
    return state ? [[card, state.due] as const] : [];
  });
  changeGlance({ due: Object.fromEntries(due) });
}
