import type { ByPlace, Counts } from '../model/counts.ts';
import type { Sample } from '../model/course.ts';
import type { Settings } from '../model/settings.ts';

/** Which of the two settings that are looked at side by side. */
export type SideName = 'a' | 'b';

/** Asks for a run. It takes the place of the one that this side has. */
export interface RunRequest {
  side: SideName;
  /** Every answer carries it, so that one to an older request is known. */
  id: number;
  /** Nothing: this side is not looked at any more. */
  settings?: Settings;
  /** Place in `overlays` of the recorded run that has these settings: its figures are asked for, too. */
  overlay?: number;
}

/** What a whole run came to. */
export interface Totals {
  counts: Counts;
  /** Where the orders are at its end. */
  orders: ByPlace;
  /** Time until an order was stored, in ms. */
  p50: number;
  p99: number;
  mean: number;
  /** Events that were worked through. */
  events: number;
  /** Of a topic: each subscription. */
  subscriptions: SubscriptionTotals[];
}

/** What a whole run came to in a subscription; its orders are notifications. */
export interface SubscriptionTotals extends Pick<Totals, 'counts' | 'p50' | 'p99'> {
  /** Most invocations of its function at a time. */
  mostAtOnce: number;
}

/** What is new of a run. */
export interface RunAnswer {
  side: SideName;
  id: number;
  /** The moments since the last answer. */
  course: Sample[];
  /** With the last answer. */
  totals?: Totals;
  /** What the model says of each figure of the overlay that was asked for; with the last answer. */
  figures?: number[];
  /** Why there is no run: what is wrong, and what to do. */
  problem?: { message: string; remedy: string };
}

/** Moments that a run is looked at. */
export const samples = 120;
