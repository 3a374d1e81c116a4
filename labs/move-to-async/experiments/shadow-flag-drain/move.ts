import type { Shop } from './orders.ts';

/** A step of the move: its name as the stack's parameter has it, and when it began and was known, on the experiment's clock. */
export interface Step {
  name: string;
  /** When somebody began to set it. */
  from: number;
  /** From when on every environment goes by it. */
  known: number;
}

/** The steps, in order, and how long each lasts. */
export interface Plan {
  steps: readonly { name: string; ms: number }[];
  /** How long an environment goes by the step that it has read. */
  keptMs: number;
}

/** Goes through the steps of a plan, from now on, and back to the old path at its end. Gives all steps. */
export async function move(
  { clients, clock, outputs, signal }: Shop,
  { steps, keptMs }: Plan,
  onStep: (name: string) => Promise<void> | void = () => undefined,
): Promise<Step[]> {
  const gone: Step[] = [];
  let at = clock.now();
  for (const { name, ms } of [...steps, { name: 'sync', ms: 0 }]) {
    await clock.sleepUntil(at, signal);
    const from = clock.now();
    await clients.putParameter(outputs.StepName ?? '', name);
    gone.push({ name, from, known: clock.now() + keptMs });
    await onStep(name);
    at += ms;
  }
  return gone;
}

/** The step within which both moments lie, from when it was known to when the next one began; none around a change of step. */
export function stepOf(steps: readonly Step[], first: number, last: number): string | undefined {
  const index = steps.findLastIndex(({ from }) => from <= first);
  const step = steps[index];
  if (!step || first < step.known || last >= (steps[index + 1]?.from ?? Number.POSITIVE_INFINITY)) return;
  return step.name;
}
