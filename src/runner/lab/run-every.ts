/** How a list of runs is gone through. */
interface Ways<Run, Result> {
  /** How many run side by side: so many whatever the machine does, and so many where it has room for more. */
  sideBySide: { atLeast: number; atMost: number };
  signal: AbortSignal;
  /** Resolves when there is room for one more run than those that go on; rejects when its signal aborts. */
  room(signal: AbortSignal): Promise<void>;
  /** Runs one beside others. */
  beside(run: Run): Promise<Result>;
  /** Runs one with nothing beside it. */
  alone(run: Run): Promise<Result>;
  /** Whether what a run gave beside others is kept. Others are run again alone. */
  isKept(result: Result): boolean;
}

/**
 * Goes through all runs in their order, several side by side, and then again, one after the other, through those that
 * were disturbed by it. Gives what became of each, in the same order; rejects when one does, once all that ran have ended.
 */
export async function runEvery<Run, Result>(
  runs: readonly Run[],
  ways: Ways<Run, Result>,
): Promise<Result[]> {
  const { sideBySide, signal, alone, isKept } = ways;
  const results = new Map<Run, Result>();
  const isApart = sideBySide.atMost > 1;
  if (isApart)
    await runBeside(runs, ways, (run, result) => {
      if (isKept(result)) results.set(run, result);
    });
  for (const run of runs) {
    if (results.has(run)) continue;
    signal.throwIfAborted();
    results.set(run, await alone(run));
  }
  return runs.flatMap((run) => results.get(run) ?? []);
}

async function runBeside<Run, Result>(
  runs: readonly Run[],
  { sideBySide: { atLeast, atMost }, signal, room, beside }: Ways<Run, Result>,
  onEnd: (run: Run, result: Result) => void,
): Promise<void> {
  const going = new Set<Promise<void>>();
  const errors: unknown[] = [];
  // What begins needs room of its own: room that was seen before is none.
  let watching = new AbortController();
  let opening: Promise<void> | undefined;
  const watch = () => {
    const { signal: over } = watching;
    opening ??= room(over).catch((error) => {
      if (!over.aborted) errors.push(error);
    });
    return opening;
  };
  const begin = (run: Run) => {
    watching.abort();
    watching = new AbortController();
    opening = undefined;
    const ending = beside(run)
      .then((result) => onEnd(run, result))
      .catch((error) => errors.push(error))
      .then(() => void going.delete(ending));
    going.add(ending);
  };
  try {
    for (const run of runs) {
      // An ending makes room below `atLeast`; above it, those that go on have to leave some.
      while (errors.length === 0 && going.size >= atLeast) {
        if (going.size >= atMost) await Promise.race(going);
        else if (
          await Promise.race([watch().then(() => true), ...[...going].map((each) => each.then(() => false))])
        )
          break;
      }
      if (errors.length > 0) break;
      signal.throwIfAborted();
      begin(run);
    }
  } finally {
    watching.abort();
    await Promise.all(going);
  }
  if (errors.length > 0) throw errors[0];
}
