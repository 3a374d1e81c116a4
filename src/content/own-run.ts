/* What a page and the server of `npm start` tell each other of a run that a reader has begun. */

/** How far a run is, and what is in its pipeline now. */
export interface LiveRun {
  /** The variant's label. */
  variant: string;
  /** From 1, of each variant. */
  repetition: number;
  repetitions: number;
  /** It is measured a second time, because the machine was too busy. */
  again: boolean;
  /** What is being done, in words. */
  note: string;
  /** Of the whole run, from 0 to 1. */
  fraction: number;
  /** The parts of the pipeline in their order; `counts` is empty where nothing is counted. */
  parts: { name: string; counts: string }[];
  /** What waits in the pipeline, since the repetition began. */
  course: { label: string; values: number[] };
}

/** Where a run stands. One is `stopping` until all that it started has ended; `failed` ended without a result. */
export type OwnRunPhase = 'waiting' | 'running' | 'stopping' | 'ended' | 'stopped' | 'failed';

/** What a server knows of the runs of one experiment. */
export interface OwnRun {
  /** `lab/experiment`. */
  experiment: string;
  /** Of the last run that was asked for since the server started; absent when none was. */
  phase?: OwnRunPhase;
  /** The runs that come before it, the one that is on first. */
  before: string[];
  live?: LiveRun;
  /** What the run has said so far; the end of it where it is long. */
  log: string;
  /** Why it failed. */
  problem?: string;
  /** Since when a result is kept, ISO 8601; absent when there is none. */
  resultAt?: string;
}

/** What an answer of the server says when it refuses: what is wrong, and what to do. */
export interface OwnRunRefusal {
  problem: string;
  remedy: string;
}

/** Below this path the server of `npm start` answers about runs. A static host has nothing there. */
export const ownRunsPath = '/own-runs/';

/** Where the same server says which repairs are mended. */
export const mendedPath = `${ownRunsPath}mended`;

/** Where it gives the incident that was played last, as it was kept. */
export const playedPath = `${ownRunsPath}played`;

/** The cookie by which a page knows that it was served together with its labs, by port: cookies of all ports are one jar. */
export const servedCookie = (port: string): string => `own-runs-${port}`;
