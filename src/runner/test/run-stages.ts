import type { Stage, StageResult } from './stage.ts';

interface Options {
  /** How many stages of load `core` run side by side. */
  cores: number;
  signal: AbortSignal;
  /** Milliseconds from an arbitrary start. */
  now(): number;
  onStart?(stage: Stage): void;
  onEnd?(result: StageResult): void;
}

/**
 * Runs every stage, in order as far as their loads let them run side by side. One that fails keeps only those from
 * running that need it. Gives the results in the order of the stages; rejects with the signal's reason on an abort,
 * when all that ran has ended.
 */
export async function runStages(stages: readonly Stage[], options: Options): Promise<StageResult[]> {
  const { signal, now, onStart, onEnd } = options;
  const results = new Map<Stage, StageResult>();
  const running = new Map<Stage, Promise<void>>();
  const waiting = new Set(stages);

  const end = (stage: Stage, result: StageResult) => {
    results.set(stage, result);
    // What an abort ended has neither failed nor held.
    if (!signal.aborted) onEnd?.(result);
  };
  const start = (stage: Stage) => {
    waiting.delete(stage);
    const lacks = stage.needs.filter((name) => failed(name, results));
    if (lacks.length > 0) return end(stage, { stage, seconds: 0, lacks });
    onStart?.(stage);
    const from = now();
    const work = outcomeOf(stage, signal).then((outcome) => {
      running.delete(stage);
      end(stage, { stage, seconds: (now() - from) / 1000, outcome });
    });
    running.set(stage, work);
  };

  while (results.size < stages.length) {
    if (!signal.aborted)
      for (const stage of waiting)
        if (isReady(stage, stages, results) && hasRoom(stage, waiting, running, options.cores)) start(stage);
    if (running.size === 0 && (signal.aborted || waiting.size === 0)) break;
    if (running.size > 0) await Promise.race(running.values());
    else if (![...waiting].some((stage) => isReady(stage, stages, results)))
      throw new Error(
        `These stages wait for each other: ${[...waiting].map(({ name }) => name).join(', ')}.`,
      );
  }
  signal.throwIfAborted();
  return stages.flatMap((stage) => results.get(stage) ?? []);
}

/** A stage that throws has failed: the others go on. */
const outcomeOf = (stage: Stage, signal: AbortSignal) =>
  stage.run(signal).catch((error: unknown) => ({
    passed: 0,
    failures: [{ name: error instanceof Error ? error.message : String(error), command: stage.command }],
  }));

function failed(name: string, results: Map<Stage, StageResult>): boolean {
  const result = [...results.values()].find(({ stage }) => stage.name === name);
  return result !== undefined && (!('outcome' in result) || result.outcome.failures.length > 0);
}

/** Every stage that it needs and that is run at all has ended. */
const isReady = (stage: Stage, stages: readonly Stage[], results: Map<Stage, StageResult>) =>
  stages.every((each) => !stage.needs.includes(each.name) || results.has(each));

function hasRoom(stage: Stage, waiting: Set<Stage>, running: Map<Stage, unknown>, cores: number): boolean {
  const loads = [...running.keys()].map(({ load }) => load);
  if (loads.includes('whole machine')) return false;
  if (stage.load === 'waits') return true;
  if (stage.load === 'core') return loads.filter((load) => load === 'core').length < cores;
  // After all that can run side by side: else the machine would be empty twice.
  const later = [...waiting].filter(({ needs }) => !needs.includes(stage.name));
  return running.size === 0 && later.every(({ load }) => load === 'whole machine');
}
