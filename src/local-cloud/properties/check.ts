import fc from 'fast-check';
import type { Invariant } from './invariant.ts';
import { accounting } from './invariants/accounting.ts';
import { concurrency } from './invariants/concurrency.ts';
import { fifoOrder } from './invariants/fifo-order.ts';
import { receiveCounts } from './invariants/receive-counts.ts';
import { runScenario } from './run-scenario.ts';
import { type Scenario, scenarios } from './scenario.ts';

export const invariants: Invariant[] = [accounting, receiveCounts, fifoOrder, concurrency];

interface Options {
  cases: number;
  /** The same seed gives the same scenarios. */
  seed: number;
  /** Cases that run at the same time. */
  sideBySide: number;
  /** Only this one of them. */
  only?: number | undefined;
  onCase?(done: number): void;
}

/** A case that breaks an invariant. */
export class PropertyError extends Error {
  override name = 'PropertyError';
}

/** Runs random scenarios side by side. Rejects with a PropertyError that says how to run the first broken one again. */
export async function checkProperties({ cases, seed, sideBySide, only, onCase }: Options): Promise<void> {
  const all = fc.sample(scenarios, { numRuns: cases, seed });
  const chosen = [...all.entries()].filter(([index]) => only === undefined || index === only);
  const waiting = chosen.values();
  const failures: { index: number; scenario: Scenario; problem: string }[] = [];
  let done = 0;
  const work = async () => {
    for (const [index, scenario] of waiting) {
      if (failures.length > 0) return;
      const problem = await problemOf(scenario);
      if (problem !== undefined) failures.push({ index, scenario, problem });
      done += 1;
      onCase?.(done);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  const [failure] = failures.toSorted((a, b) => a.index - b.index);
  if (!failure) return;
  throw new PropertyError(
    `Case ${failure.index} of seed ${seed}: ${failure.problem}\n` +
      `Scenario: ${JSON.stringify(failure.scenario)}\n` +
      `Again: node src/local-cloud/properties/main.ts --seed ${seed} --cases ${cases} --only ${failure.index}`,
  );
}

async function problemOf(scenario: Scenario): Promise<string | undefined> {
  try {
    const run = await runScenario(scenario);
    for (const { name, violation } of invariants) {
      const found = violation(run);
      if (found !== undefined) return `${name}: ${found}`;
    }
    return undefined;
  } catch (error) {
    return (error as Error).stack ?? String(error);
  }
}
