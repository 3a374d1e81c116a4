import { StateFailure } from './failure.ts';
import { limits } from './limits.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
export interface HistoryEvent {
  id: number;
  /** Id of the event before it in its branch; 0 when there is none. */
  previousEventId: number;
  /** Unix seconds. */
  timestamp: number;
  type: string;
  [details: `${string}Details`]: object;
}

interface Options {
  /** Unix ms. */
  now(): number;
  /** Whether the execution is a Standard one: of an Express one nothing is kept, and as many events as may be can happen. */
  isKept: boolean;
  /** Hears of every event. */
  tell(event: HistoryEvent): void;
}

/** What happened in one execution. */
export class History {
  /** Of a Standard execution. */
  readonly events: HistoryEvent[] = [];
  readonly #options: Options;
  #last = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Throws States.Runtime when only the event that ends the execution has room left. */
  add(type: string, previousEventId: number, details: Record<`${string}Details`, object>): number {
    const { now, isKept, tell } = this.#options;
    if (isKept && this.#last >= limits.historyEvents - 1 && !endsExecution.has(type))
      throw new StateFailure(
        'States.Runtime',
        `The execution reached the maximum number of history events (${limits.historyEvents}).`,
      );
    this.#last += 1;
    const event = { id: this.#last, previousEventId, timestamp: now() / 1_000, type, ...details };
    if (isKept) this.events.push(event);
    tell(event);
    return this.#last;
  }
}

const endsExecution = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
]);

/** The events of one branch, each after the one before it. */
export class HistoryThread {
  readonly #history: History;
  /** Id of its latest event. */
  last: number;

  constructor(history: History, after = 0) {
    this.#history = history;
    this.last = after;
  }

  add(type: string, details: Record<`${string}Details`, object> = {}): number {
    this.last = this.#history.add(type, this.last, details);
    return this.last;
  }

  /** A branch of its own from here. */
  fork(): HistoryThread {
    return new HistoryThread(this.#history, this.last);
  }
}
