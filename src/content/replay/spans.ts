import type { MomentKind, Run } from './moment.ts';
import { advance, type OrderState, type Phase, statesAt } from './state.ts';

/** A stretch of time in which an order stood in one phase. */
export interface Span {
  phase: Phase;
  fromMs: number;
  toMs: number;
}

/** The whole way of one order, for a row of a time chart. */
export interface OrderSpans {
  order: number;
  /** Arrival, and the answer; to the end of the run when none came. */
  caller?: { fromMs: number; toMs: number };
  /** What became of it after its arrival, without the phases in which it rests. */
  spans: Span[];
  last: OrderState;
  arrivedMs: number;
  answeredMs?: number;
  /** What else happened to it, for a sign on its row. */
  marks: { kind: 'returned' | 'dead-lettered' | 'throttled'; atMs: number }[];
  /** When it was done: deleted from the queue, or answered with success. */
  doneMs?: number;
}

const resting: Phase[] = ['unsent', 'done', 'refused', 'dead', 'expired', 'dropped', 'no-message'];

/** Every order's way through a run. */
export function spansOf(run: Run): OrderSpans[] {
  const last = statesAt(run, Number.POSITIVE_INFINITY);
  return last.map((state, index) => spansOfOrder(run, index + 1, state));
}

function spansOfOrder(run: Run, order: number, last: OrderState): OrderSpans {
  const mine = run.moments.filter(({ orders }) => orders.includes(order));
  const spans: Span[] = [];
  let [state] = statesAt({ ...run, orders: 1, moments: [] }, 0) as [OrderState];
  for (const moment of mine) {
    state = advance(state, moment, run.places);
    const open = spans.at(-1);
    if (open && open.phase === state.phase) continue;
    if (open) open.toMs = moment.atMs;
    spans.push({ phase: state.phase, fromMs: moment.atMs, toMs: run.endMs });
  }
  const at = (kind: string) => mine.find((moment) => moment.kind === kind)?.atMs;
  const [arrivedMs, answeredMs] = [mine[0]?.atMs ?? 0, at('answered')];
  return {
    order,
    ...(at('received') !== undefined && { caller: { fromMs: arrivedMs, toMs: answeredMs ?? run.endMs } }),
    spans: spans.filter(({ phase }) => !resting.includes(phase)),
    last,
    arrivedMs,
    answeredMs,
    marks: mine.flatMap(({ kind, atMs }) => (isMark(kind) ? { kind, atMs } : [])),
    doneMs: spans.findLast(({ phase }) => phase === 'done')?.fromMs,
  };
}

const isMark = (kind: MomentKind): kind is OrderSpans['marks'][number]['kind'] =>
  ['returned', 'dead-lettered', 'throttled'].includes(kind);
