import type { Outcome } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';

/** What happened to one copy of an order, or to several at once. */
export type MomentKind =
  | 'received'
  | 'called'
  | 'answered'
  | 'enqueued'
  | 'put'
  | 'put-refused'
  | 'published'
  | 'filtered'
  | 'replayed'
  | 'handed-over'
  | 'retried'
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
  | 'execution-started'
  | 'state-entered'
  | 'execution-ended'
  | 'pushed'
  | 'push-answered'
  | 'fault';

/** One moment of a run. */
export interface Moment {
  /** Milliseconds since the first moment. */
  atMs: number;
  kind: MomentKind;
  /** The copies of orders that it concerns, counted from 1 as in `Run.copies`. */
  copies: number[];
  /** Where it happened: a place of the run. */
  place: number;
  /** Where that leads to, when it is a place of the run: of a receive, the workers that poll the queue themselves. */
  to?: number;
  /** Of a call and its answer: the place of the function that makes it. */
  from?: number;
  /** Method and path of a request, without what is different for each of them. */
  request?: string;
  /** HTTP status of an answer. */
  status?: number;
  /** How often a message has been received, this time included. */
  receives?: number;
  /** Set where a new execution environment was started for an invocation. */
  cold?: true;
  /** How an invocation or execution ended; `in-part`: it succeeded, and for these records it will be tried again. */
  outcome?: Outcome | 'in-part' | 'stopped';
  /** Set where what was given up is kept in a dead-letter queue. */
  kept?: true;
  /** Which fault was injected. */
  fault?: string;
  /** Which state of a state machine was entered. */
  state?: string;
  /** Set where the events do not say which order of a batch a write belongs to. */
  ofBatch?: true;
  /** Set where another invocation of the same function has stored the same order there before. */
  again?: true;
  /** Set where an item was taken out of a table. */
  removed?: true;
  /** Set where the order has gone on by other means meanwhile, so that this changes nothing. */
  past?: true;
  /** Set where a stand-in tells it, and not the cloud. */
  standIn?: true;
}

/** One copy of an order: the order itself, or what a topic, a bus or a handler made of it. */
export interface Copy {
  /** The order, counted from 1 by arrival. */
  order: number;
  /** `3` for order 3, `3b` for its second copy. */
  name: string;
  /** What it is, in one word. */
  word: string;
  /** Set where it is a request that a function makes while it works on the order, and waits for. */
  call?: true;
}

/** A stretch of time in which operations at a place failed, one after the other. */
export interface Broken {
  place: number;
  /** How, in a word or two. */
  how: string;
  /** Set where it was broken on purpose. */
  injected?: true;
  fromMs: number;
  toMs: number;
}

/** A run that can be drawn at any of its moments. */
export interface Run {
  /** The places that orders pass, the caller first. */
  places: Place[];
  /** How many orders there are. */
  orders: number;
  copies: Copy[];
  endMs: number;
  moments: Moment[];
  broken: Broken[];
}
