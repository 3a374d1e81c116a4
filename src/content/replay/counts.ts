import type { Run } from './moment.ts';
import type { CopySpans } from './spans.ts';
import { type Phase, statesAt } from './state.ts';

/**
 * How many stand where at one moment: `arrived` counts orders, the others copies of them. One that was refused while its
 * work went on counts twice. A call that a function makes on the way is none: the order itself is being worked on.
 */
export interface Counts {
  arrived: number;
  /** Callers that wait for an answer. */
  open: number;
  waiting: number;
  /** Received, in a worker’s hand or worked on. */
  inFlight: number;
  done: number;
  /** Answered with a 4xx or 5xx. */
  refused: number;
  deadLettered: number;
  /** Stored by more than one invocation of the same function. */
  duplicated: number;
  /** Invocations that an execution environment was started for. */
  coldStarts: number;
  /** Taken, and then dropped, expired, or told to nobody. */
  lost: number;
  /** Neither done nor given up, and nothing happens to it any more in what was recorded. */
  stuck: number;
}

/** The counts `atMs` into a run. */
export function countsAt(run: Run, atMs: number): Counts {
  const all = statesAt(run, atMs);
  const states = all.filter((_, index) => !run.copies[index]?.call);
  const within = (...phases: Phase[]) => states.filter(({ phase }) => phases.includes(phase)).length;
  const arrived = new Set(
    run.copies.flatMap(({ order }, index) => (all[index]?.phase === 'unsent' ? [] : [order])),
  );
  const again = new Set<number>();
  const goesOn = new Set<number>();
  const coldStarts = run.moments.filter((moment) => moment.cold && moment.atMs <= atMs).length;
  for (const moment of run.moments) {
    for (const copy of moment.copies) {
      if (moment.atMs > atMs) goesOn.add(copy);
      else if (moment.again) again.add(copy);
    }
  }
  const unfinished: Phase[] = ['arriving', 'waiting', 'in-flight', 'in-hand', 'working'];
  return {
    arrived: arrived.size,
    open: states.filter(({ open }) => open).length,
    waiting: within('waiting'),
    inFlight: within('in-flight', 'in-hand', 'working'),
    done: within('done'),
    refused: states.filter(({ status }) => (status ?? 0) >= 400).length,
    deadLettered: within('dead'),
    duplicated: again.size,
    coldStarts,
    lost: within('expired', 'dropped', 'unheard'),
    stuck: all.filter(
      ({ phase }, index) => unfinished.includes(phase) && !goesOn.has(index + 1) && !run.copies[index]?.call,
    ).length,
  };
}

/** Quantiles and most of the times that are known `atMs` into a run; undefined while there is none. */
export interface TimesSoFar {
  medianMs: number;
  /** By the nearest rank: of fewer than a hundred the slowest. */
  p99Ms: number;
  mostMs: number;
  count: number;
}

/** How long replies or finished orders had taken by then, counted from each order's arrival. */
export function timesAt(
  orders: readonly CopySpans[],
  until: 'answeredMs' | 'doneMs',
  atMs: number,
): TimesSoFar | undefined {
  const times = orders
    .flatMap((order) => {
      const end = order.call ? undefined : order[until];
      return end !== undefined && end <= atMs ? [end - order.arrivedMs] : [];
    })
    .sort((a, b) => a - b);
  const middle = times.length / 2;
  const medianMs = ((times[Math.ceil(middle) - 1] ?? 0) + (times[Math.floor(middle)] ?? 0)) / 2;
  const mostMs = times.at(-1) ?? 0;
  const p99Ms = times[Math.ceil(times.length * 0.99) - 1] ?? mostMs;
  return times.length === 0 ? undefined : { medianMs, p99Ms, mostMs, count: times.length };
}
