import type { Run } from './moment.ts';
import type { OrderSpans } from './spans.ts';
import { type Phase, statesAt } from './state.ts';

/** How many orders stand where at one moment. An order that was refused while its work went on counts twice. */
export interface Counts {
  arrived: number;
  /** Callers that wait for an answer. */
  open: number;
  waiting: number;
  /** Received or worked on. */
  inFlight: number;
  done: number;
  /** Answered with a 4xx or 5xx. */
  refused: number;
  deadLettered: number;
}

/** The counts `atMs` into a run. */
export function countsAt(run: Run, atMs: number): Counts {
  const states = statesAt(run, atMs);
  const within = (...phases: Phase[]) => states.filter(({ phase }) => phases.includes(phase)).length;
  return {
    arrived: states.length - within('unsent'),
    open: states.filter(({ open }) => open).length,
    waiting: within('waiting'),
    inFlight: within('in-flight', 'working'),
    done: within('done'),
    refused: states.filter(({ status }) => (status ?? 0) >= 400).length,
    deadLettered: within('dead'),
  };
}

/** Median and most of the times that are known `atMs` into a run; undefined while there is none. */
export interface TimesSoFar {
  medianMs: number;
  mostMs: number;
  count: number;
}

/** How long replies or finished orders had taken by then, counted from each order's arrival. */
export function timesAt(
  orders: readonly OrderSpans[],
  until: 'answeredMs' | 'doneMs',
  atMs: number,
): TimesSoFar | undefined {
  const times = orders
    .flatMap((order) => {
      const end = order[until];
      return end !== undefined && end <= atMs ? [end - order.arrivedMs] : [];
    })
    .sort((a, b) => a - b);
  const middle = times.length / 2;
  const medianMs = ((times[Math.ceil(middle) - 1] ?? 0) + (times[Math.floor(middle)] ?? 0)) / 2;
  return times.length === 0 ? undefined : { medianMs, mostMs: times.at(-1) ?? 0, count: times.length };
}
