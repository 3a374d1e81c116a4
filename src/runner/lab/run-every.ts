/** How a list of runs is gone through. */
interface Ways<Run, Result> {
  /** How many run side by side: so many whatever the machine does, and so many where it has room for more. */
  sideBySide: { atLeast: number; atMost: number };
  signal: AbortSignal;
  /** Resolves when there is room for one more run than those that go on; rejects when its signal aborts. */
  room(signal: AbortSignal): Promise<void>;
  /** Whether a run that has not begun is left for later, alone: asked when one has ended that ran beside others. */
  isPutOff(run: Run): boolean;
  /** Whether a run can be one of more than `atLeast`. */
  bearsMore(run: Run): boolean;
  /** Runs one beside others. */
  beside(run: Run): Promise<Result>;
  /** Runs one with nothing beside it; `before` is what it gave beside others and was not kept, if it ran there. */
  alone(run: Run, before?: Result): Promise<Result>;
  /** Whether what a run gave beside others is kept. Others are run again alone. */
  isKept(result: Result): boolean;
}

/**
 * Goes through all runs, several side by side, of which one comes from the front of the list and the others from its end,
 * and then, one after the other, through those that were disturbed by it or put off. Gives what became of each, in the
 * same order; rejects when one does, once all that ran have ended.
 */
export async function runEvery<Run, Result>(
  runs: readonly Run[],
  ways: Ways<Run, Result>,
): Promise<Result[]> {
  const { sideBySide, signal, alone, isKept } = ways;
  const results = new Map<Run, Result>();
  const notKept = new Map<Run, Result>();
  const isApart = sideBySide.atMost > 1;
  if (isApart)
    await runBeside(runs, ways, (run, result) => {
      (isKept(result) ? results : notKept).set(run, result);
    });
  for (const run of runs) {
    if (results.has(run)) continue;
    signal.throwIfAborted();
    results.set(run, await alone(run, notKept.get(run)));
  }
  return runs.flatMap((run) => results.get(run) ?? []);
}

async function runBeside<Run, Result>(
  runs: readonly Run[],
  { sideBySide: { atLeast, atMost }, signal, room, isPutOff, bearsMore, beside }: Ways<Run, Result>,
  onEnd: (run: Run, result: Result) => void,
): Promise<void> {
  const going = new Map<Promise<void>, Run>();
  let rest = [...runs];
  let isFirstGoing = false;
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
  // One comes from the front of the list at a time, and those beside it from its end.
  const begin = () => {
    const isFirst = !isFirstGoing;
    const run = isFirst ? rest.shift() : rest.pop();
    if (run === undefined) return;
    if (isFirst) isFirstGoing = true;
    watching.abort();
    watching = new AbortController();
    opening = undefined;
    const ending = beside(run)
      .then((result) => {
        onEnd(run, result);
        rest = rest.filter((each) => !isPutOff(each));
      })
      .catch((error) => errors.push(error))
      .then(() => {
        going.delete(ending);
        if (isFirst) isFirstGoing = false;
      });
    going.set(ending, run);
  };
  const mayBeMore = () => {
    const next = isFirstGoing ? rest.at(-1) : rest[0];
    return going.size < atMost && next !== undefined && [next, ...going.values()].every(bearsMore);
  };
  try {
    while (rest.length > 0) {
      // An ending makes room below `atLeast`; above it, those that go on have to leave some.
      while (errors.length === 0 && going.size >= atLeast) {
        const endings = [...going.keys()].map((each) => each.then(() => false));
        if (await Promise.race(mayBeMore() ? [watch().then(() => true), ...endings] : endings)) break;
      }
      if (errors.length > 0) break;
      signal.throwIfAborted();
      begin();
    }
  } finally {
    watching.abort();
    await Promise.all(going.keys());
  }
  if (errors.length > 0) throw errors[0];
}
