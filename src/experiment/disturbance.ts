import type { Disturbance } from '#content/evidence.ts';

/** How much of each disturbance the claims of an experiment can stand, in service times. */
export interface Tolerance {
  /** The longest that the event loop may be away. */
  loopLag: number;
  /** How late the latest request may be sent. */
  sendDrift: number;
  /** How far the wall clock may stray. */
  clockJump: number;
  /** The part of each service time that others may take from a machine that has no CPU to spare. */
  cpuTaken: number;
}

/** What a claim can stand that says nothing else: its ratios and orders of events are whole service times apart. */
export const defaultTolerance: Tolerance = { loopLag: 1, sendDrift: 1, clockJump: 0.25, cpuTaken: 0.3 };

/** What was more than can be stood, each in words with its figure; none when the run can be judged. */
export function beyondTolerance(
  { loopLagMs, sendDriftMs, clockJumpMs, cpuTaken = 0 }: Disturbance,
  tolerance: Tolerance,
  serviceMs: number,
): string[] {
  const times = (ms: number, allowed: number) =>
    `${Math.round(ms)} ms, ${rounded(ms / serviceMs)} service times of ${serviceMs} ms (${allowed} can be stood)`;
  const figures: [value: number, allowed: number, words: string][] = [
    [
      loopLagMs / serviceMs,
      tolerance.loopLag,
      `the event loop was away for ${times(loopLagMs, tolerance.loopLag)}`,
    ],
    [
      sendDriftMs / serviceMs,
      tolerance.sendDrift,
      `a request was sent late by ${times(sendDriftMs, tolerance.sendDrift)}`,
    ],
    [
      clockJumpMs / serviceMs,
      tolerance.clockJump,
      `the wall clock jumped by ${times(clockJumpMs, tolerance.clockJump)}`,
    ],
    [
      cpuTaken,
      tolerance.cpuTaken,
      `other programs took ${Math.round(100 * cpuTaken)} % of a CPU that had none to spare (${Math.round(100 * tolerance.cpuTaken)} % can be stood)`,
    ],
  ];
  return figures.filter(([value, allowed]) => value > allowed).map(([, , words]) => words);
}

/** The most of each that several repetitions had. */
export function worstOf(disturbances: readonly Disturbance[]): Disturbance {
  const most = (of: (each: Disturbance) => number | undefined) =>
    Math.round(1000 * Math.max(0, ...disturbances.map((each) => of(each) ?? 0))) / 1000;
  return {
    loopLagMs: rounded(most((each) => each.loopLagMs)),
    sendDriftMs: rounded(most((each) => each.sendDriftMs)),
    clockJumpMs: rounded(most((each) => each.clockJumpMs)),
    ...(disturbances.every(({ cpuTaken }) => cpuTaken !== undefined) && {
      cpuTaken: most((each) => each.cpuTaken),
    }),
  };
}

const rounded = (value: number) => Math.round(value * 10) / 10;
