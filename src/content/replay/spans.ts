import type { Copy, Moment, Run } from './moment.ts';
import { advance, type CopyState, type Phase, statesAt } from './state.ts';

/** A stretch of time in which a copy of an order stood in one phase. */
export interface Span {
  phase: Phase;
  fromMs: number;
  toMs: number;
}

/** The whole way of one copy of an order, for a row of a time chart. */
export interface CopySpans extends Copy {
  /** Arrival, and the answer; to the end of the run when none came. */
  caller?: { fromMs: number; toMs: number };
  /** What became of it after its arrival, without the phases in which it rests. */
  spans: Span[];
  last: CopyState;
  /** When it came to that. */
  lastMs: number;
  /** When its order arrived; of a call, when it began. */
  arrivedMs: number;
  answeredMs?: number;
  /** What else happened to it, for a sign on its row. */
  marks: { kind: Mark; atMs: number }[];
  /** When it was done: deleted from the queue, or answered with success. */
  doneMs?: number;
}

/**
 * `throttled`: it was refused for want of concurrency or of a table’s capacity, and may be tried again. `failed-call`: a
 * table answered a call for it with an error, injected on purpose.
 */
export type Mark = 'returned' | 'dead-lettered' | 'throttled' | 'cold' | 'failed-call';

const resting: Phase[] = ['unsent', 'done', 'refused', 'expired', 'dropped', 'unheard', 'no-message'];

/** The way of every copy through a run, the copies of an order below it. */
export function spansOf(run: Run): CopySpans[] {
  const last = statesAt(run, Number.POSITIVE_INFINITY);
  const arrivals = new Map<number, number>();
  const ways = last.map((state, index) => {
    const copy = run.copies[index] as Copy;
    const mine = run.moments.filter(({ copies }) => copies.includes(index + 1));
    if (!arrivals.has(copy.order)) arrivals.set(copy.order, mine[0]?.atMs ?? 0);
    const begunMs = copy.call ? mine[0]?.atMs : arrivals.get(copy.order);
    return { ...copy, ...wayOf(run, mine, state), arrivedMs: begunMs ?? 0 };
  });
  return ways.sort((a, b) => a.order - b.order);
}

function wayOf(run: Run, mine: Run['moments'], last: CopyState) {
  const spans: Span[] = [];
  let [state] = statesAt({ ...run, moments: [] }, 0) as [CopyState];
  for (const moment of mine) {
    state = advance(state, moment, run.places);
    const open = spans.at(-1);
    if (open && open.phase === state.phase) continue;
    if (open) open.toMs = moment.atMs;
    spans.push({ phase: state.phase, fromMs: moment.atMs, toMs: run.endMs });
  }
  const at = (kind: string) => mine.find((moment) => moment.kind === kind)?.atMs;
  const [receivedMs, answeredMs] = [at('received'), at('answered')];
  return {
    ...(receivedMs !== undefined && { caller: { fromMs: receivedMs, toMs: answeredMs ?? run.endMs } }),
    spans: spans.filter(({ phase }) => !resting.includes(phase)),
    last,
    lastMs: spans.at(-1)?.fromMs ?? run.endMs,
    answeredMs,
    marks: mine.flatMap((moment) => {
      const kind = markOf(moment, run.places);
      return kind ? { kind, atMs: moment.atMs } : [];
    }),
    doneMs: last.phase === 'done' ? spans.findLast(({ phase }) => phase === 'done')?.fromMs : undefined,
  };
}

function markOf({ kind, cold, fault, place }: Moment, places: Run['places']): Mark | undefined {
  if (kind === 'started') return cold && 'cold';
  if (kind === 'fault')
    return fault === 'fail' && places[place]?.kind === 'table' ? 'failed-call' : undefined;
  if (kind === 'table-throttled') return 'throttled';
  return kind === 'returned' || kind === 'dead-lettered' || kind === 'throttled' ? kind : undefined;
}
