import type { LiveRun, OwnRun, OwnRunPhase } from '#content/own-run.ts';

/** A run that has begun. */
export interface RunningRun {
  /** When nothing of it is left; says why there is no result, where there is none. */
  ended: Promise<{ problem?: string }>;
  /** Asks it to end before its time. */
  stop(): void;
}

/** Begins to run an experiment, and lets the caller hear how it goes. */
export type StartRun = (
  experiment: string,
  hear: { live(live: LiveRun): void; log(text: string): void },
) => RunningRun;

/** So much of a log is kept: a run says a few thousand characters. */
const mostLog = 64 * 1024;

interface Entry {
  phase: OwnRunPhase;
  log: string;
  live?: LiveRun;
  problem?: string;
  running?: RunningRun;
}

/** The runs that readers have asked for: one at a time, in the order in which they came, each experiment once. */
export class RunQueue {
  readonly #start: StartRun;
  /** The last run of each experiment. */
  readonly #entries = new Map<string, Entry>();
  /** What is on or waits, in order. */
  #line: string[] = [];
  readonly #listeners = new Set<() => void>();
  #closed = false;

  constructor(start: StartRun) {
    this.#start = start;
  }

  /** Asks for a run. Who asks for one that is on, or waits, gets that one. */
  request(experiment: string): void {
    if (this.#closed || this.#line.includes(experiment)) return;
    this.#entries.set(experiment, { phase: 'waiting', log: '' });
    this.#line.push(experiment);
    this.#next();
    this.#tell();
  }

  /** Takes a run out of the line, or ends it. Nothing happens when there is none. */
  stop(experiment: string): void {
    const entry = this.#entries.get(experiment);
    if (entry?.phase === 'waiting') {
      entry.phase = 'stopped';
      this.#line = this.#line.filter((each) => each !== experiment);
    } else if (entry?.phase === 'running') {
      entry.phase = 'stopping';
      entry.running?.stop();
    }
    this.#tell();
  }

  /** Where the last run of an experiment stands. */
  stateOf(experiment: string): OwnRun {
    const { phase, log, live, problem } = this.#entries.get(experiment) ?? { log: '' };
    const place = this.#line.indexOf(experiment);
    return {
      experiment,
      before: this.#line.slice(0, Math.max(0, place)),
      log,
      ...(phase && { phase }),
      ...(live && { live }),
      ...(problem !== undefined && { problem }),
    };
  }

  /** Calls back whenever something has changed, until the answer is called. */
  follow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends what is on, and lets nothing else begin. Resolves when nothing is left. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = this.#line.map((experiment) => this.#entries.get(experiment)?.running);
    for (const experiment of this.#line) this.stop(experiment);
    await Promise.all(running.map((run) => run?.ended.catch(() => undefined)));
  }

  #next(): void {
    const [experiment = ''] = this.#line;
    const entry = this.#entries.get(experiment);
    if (this.#closed || entry?.phase !== 'waiting') return;
    entry.phase = 'running';
    try {
      entry.running = this.#start(experiment, {
        live: (live) => {
          entry.live = live;
          this.#tell();
        },
        log: (text) => {
          entry.log = (entry.log + text).slice(-mostLog);
          this.#tell();
        },
      });
    } catch (error) {
      // The system has no process left for it: the next one may have more luck.
      this.#end(experiment, entry, (error as Error).message);
      return;
    }
    entry.running.ended.then(
      ({ problem }) => this.#end(experiment, entry, problem),
      (error: Error) => this.#end(experiment, entry, error.message),
    );
  }

  #end(experiment: string, entry: Entry, problem?: string): void {
    if (problem === undefined) entry.phase = 'ended';
    else if (entry.phase === 'stopping') entry.phase = 'stopped';
    else Object.assign(entry, { phase: 'failed', problem });
    delete entry.live;
    delete entry.running;
    this.#line = this.#line.filter((each) => each !== experiment);
    this.#next();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
