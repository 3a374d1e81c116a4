import type { Outcome } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';

/** What happened to one order, or to several at once. */
export type MomentKind =
  | 'received'
  | 'answered'
  | 'enqueued'
  | 'put'
  | 'published'
  | 'handed-over'
  | 'given-up'
  | 'polled'
  | 'started'
  | 'throttled'
  | 'written'
  | 'table-throttled'
  | 'ended'
  | 'returned'
  | 'deleted'
  | 'dead-lettered'
  | 'dead-read'
  | 'dead-deleted'
  | 'moved'
  | 'expired'
  | 'fault';

/** One moment of a run. */
export interface Moment {
  /** Milliseconds since the first moment. */
  atMs: number;
  kind: MomentKind;
  /** The orders that it concerns, counted from 1 in the order of their arrival. */
  orders: number[];
  /** Where it happened: a place of the run. */
  place: number;
  /** HTTP status of an answer. */
  status?: number;
  /** How often a message has been received, this time included. */
  receives?: number;
  /** How an invocation ended. */
  outcome?: Outcome;
  /** Set where what was given up is kept in a dead-letter queue. */
  kept?: true;
  /** Which fault was injected. */
  fault?: string;
  /** Set where the events do not say which order of a batch a write belongs to. */
  ofBatch?: true;
}

/** A run that can be drawn at any of its moments. */
export interface Run {
  /** The places that orders pass, the caller first. */
  places: Place[];
  orders: number;
  endMs: number;
  moments: Moment[];
}
