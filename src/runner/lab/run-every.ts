/** How a list of runs is gone through. */
interface Ways<Run, Result> {
  /** How many run side by side. */
  sideBySide: number;
  signal: AbortSignal;
  /** Runs one beside others. */
  beside(run: Run): Promise<Result>;
  /** Runs one with nothing beside it. */
  alone(run: Run): Promise<Result>;
  /** Whether what a run gave beside others is kept. Others are run again alone. */
  isKept(result: Result): boolean;
}

/**
 * Goes through all runs, several side by side, and then again, one after the other, through those that were disturbed
 * by it. Gives what became of each, in their order; rejects when one does, once all that ran have ended.
 */
export async function runEvery<Run, Result>(
  runs: readonly Run[],
  { sideBySide, signal, beside, alone, isKept }: Ways<Run, Result>,
): Promise<Result[]> {
  const results = new Map<Run, Result>();
  const waiting = [...runs];
  const disturbed: Run[] = [];
  if (sideBySide > 1) {
    const lane = async () => {
      for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
        signal.throwIfAborted();
        const result = await beside(run);
        if (isKept(result)) results.set(run, result);
        else disturbed.push(run);
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: sideBySide }, lane));
    for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
  }
  for (const run of [...waiting, ...runs.filter((each) => disturbed.includes(each))]) {
    signal.throwIfAborted();
    results.set(run, await alone(run));
  }
  return runs.flatMap((run) => results.get(run) ?? []);
}
