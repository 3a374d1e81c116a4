import type { Moment, Run } from './moment.ts';

/**
 * Where a copy of an order stands. `waiting`: visible in a queue, in a stream and not being worked on, or between two
 * steps of an execution. `in-flight`: received, hidden from others, and not worked on. `in-hand`: received by a worker
 * that polls by itself; when it works, nobody tells. `dead`: in the dead-letter queue.
 * `dropped`: given up, and kept nowhere. `unheard`: a topic or a bus took it, and nobody was told. `no-message`: accepted,
 * and the queue took it for one that it has already.
 */
export type Phase =
  | 'unsent'
  | 'arriving'
  | 'waiting'
  | 'in-flight'
  | 'in-hand'
  | 'working'
  | 'done'
  | 'refused'
  | 'dead'
  | 'expired'
  | 'dropped'
  | 'unheard'
  | 'no-message';

/** One copy of an order at one moment. */
export interface CopyState {
  phase: Phase;
  place: number;
  /** Its caller waits for an answer. */
  open: boolean;
  /** The answer, once there is one. */
  status?: number;
  /** How often it was received from a queue. */
  receives: number;
  /** The places of the functions that work on it, the latest last. */
  runningAt: readonly number[];
  /** By what it goes on: its caller's request, a message, a record, an event that Lambda keeps, or an execution. */
  carrier: 'request' | 'message' | 'record' | 'event' | 'execution';
  /** Where it waits when its work fails. */
  waitsAt: number;
  /** Where its caller is, who gets it back when it is refused. */
  callerAt: number;
  /** The table that it was stored in last. */
  storedAt?: number;
  /** A topic or a bus took it and told nobody. */
  unheard: boolean;
}

const unsent: CopyState = {
  phase: 'unsent',
  place: 0,
  open: false,
  receives: 0,
  runningAt: [],
  carrier: 'request',
  waitsAt: 0,
  callerAt: 0,
  unheard: false,
};

/** Every copy `atMs` into a run, all moments up to then included. */
export function statesAt(run: Run, atMs: number): CopyState[] {
  const states = run.copies.map(() => unsent);
  for (const moment of run.moments) {
    if (moment.atMs > atMs) break;
    for (const copy of moment.copies) {
      states[copy - 1] = advance(states[copy - 1] ?? unsent, moment, run.places);
    }
  }
  return states;
}

/** What a moment makes of a copy that it concerns. */
export function advance(state: CopyState, moment: Moment, places: Run['places']): CopyState {
  const { kind, place } = moment;
  if (kind === 'published' && moment.past) return { ...state, unheard: state.carrier === 'request' };
  if (moment.past) return state;
  const to = (wanted: string) =>
    moment.to ??
    Math.max(
      0,
      places.findIndex((each) => each.kind === wanted),
    );
  switch (kind) {
    case 'received':
      return { ...state, phase: 'arriving', place, open: true };
    case 'called':
      return { ...state, phase: 'arriving', place, open: true, callerAt: moment.from ?? 0 };
    case 'enqueued':
      return handedOn(state, 'message', place);
    case 'put':
      return {
        ...handedOn(state, 'record', place),
        waitsAt: streamOf(places, place),
        ...(places[place]?.kind === 'table' && { storedAt: place }),
      };
    case 'published':
      return { ...state, place };
    case 'handed-over':
      return handedOn(state, 'event', place);
    case 'given-up':
      return moment.kept
        ? { ...state, phase: 'dead', place: to('dead-letters') }
        : { ...state, phase: 'dropped', place };
    case 'polled': {
      const receives = moment.receives ?? state.receives + 1;
      return moment.to === undefined
        ? { ...state, phase: 'in-flight', place, receives }
        : { ...state, phase: 'in-hand', place: moment.to, receives };
    }
    case 'started':
      return { ...state, phase: 'working', place, runningAt: [...state.runningAt, place] };
    case 'written':
      if (places[place]?.kind !== 'table' || moment.ofBatch) return state;
      return { ...state, storedAt: place, place: state.phase === 'working' ? place : state.place };
    case 'ended':
      return ended(state, moment, places);
    case 'execution-started':
      return handedOn(state, 'execution', place);
    case 'execution-ended':
      return moment.outcome === 'succeeded'
        ? { ...state, phase: 'done', place: rest(state, places) }
        : { ...state, phase: 'dropped', place };
    case 'answered':
      return answered({ ...state, open: false, status: moment.status }, places, moment.standIn);
    case 'returned':
      return { ...state, phase: 'waiting', place };
    case 'deleted':
      return { ...state, phase: 'done', place: rest(state, places) };
    case 'dead-lettered':
      return { ...state, phase: 'dead', place: to('dead-letters') };
    case 'moved':
      return { ...state, phase: 'waiting', place: to('queue') };
    case 'expired':
      return { ...state, phase: 'expired', place: 0 };
    default:
      return state;
  }
}

/** It goes on by another carrier; whoever handed it on works on it no more, though it still runs. */
const handedOn = (state: CopyState, carrier: CopyState['carrier'], place: number): CopyState => ({
  ...state,
  phase: 'waiting',
  place,
  carrier,
  waitsAt: place,
  runningAt: [],
});

function ended(before: CopyState, { outcome, place }: Moment, places: Run['places']): CopyState {
  const at = before.runningAt.lastIndexOf(place);
  if (at < 0) return before;
  const runningAt = before.runningAt.filter((_, index) => index !== at);
  const state = { ...before, runningAt };
  if (state.phase !== 'working') return state;
  const still = runningAt.at(-1);
  if (still !== undefined) return { ...state, place: still };
  const done = outcome === 'succeeded';
  switch (state.carrier) {
    // The message is still there, hidden, until somebody deletes it.
    case 'message':
      return { ...state, phase: 'in-flight', place };
    // Nobody deletes a record or an event: its invocation succeeded, or is tried again.
    case 'record':
    case 'event':
      return done
        ? { ...state, phase: 'done', place: rest(state, places) }
        : { ...state, phase: 'waiting', place: state.waitsAt };
    case 'execution':
      return { ...state, phase: 'waiting', place: state.waitsAt };
    case 'request':
      if (state.open || state.status === undefined) return state;
      // The caller has been told something already: the work went on without it.
      return done ? { ...state, phase: 'done' } : { ...state, phase: 'refused', place: state.callerAt };
  }
}

function answered(state: CopyState, places: Run['places'], standIn?: true): CopyState {
  if (state.carrier !== 'request' || state.runningAt.length > 0) return state;
  if ((state.status ?? 0) >= 400) return { ...state, phase: 'refused', place: state.callerAt };
  if (state.unheard) return { ...state, phase: 'unheard', place: listener(places, state.place) };
  // The API puts what it takes straight into a queue, and has not: the queue knows it already.
  if (places[state.place + 1]?.kind === 'queue') return { ...state, phase: 'no-message', place: 0 };
  // What a stand-in stores it does not tell. Where the order stays is not known, only that its caller has the answer.
  return { ...state, phase: 'done', place: state.storedAt ?? (standIn ? 0 : state.place) };
}

/** Where a copy stays when it is done: in the table that it is stored in, or in the next one. */
function rest({ storedAt, place }: CopyState, places: Run['places']): number {
  if (storedAt !== undefined) return storedAt;
  const isTable = ({ kind }: Run['places'][number]) => kind === 'table';
  const next = places.findIndex((each, index) => index > place && isTable(each));
  const any = places.findIndex(isTable);
  return next >= 0 ? next : any >= 0 ? any : place;
}

/** Where records wait that a place has taken: in a table’s stream when it has a sign of its own. */
function streamOf(places: Run['places'], place: number): number {
  const next = places[place + 1];
  return places[place]?.kind === 'table' && next?.kind === 'stream' ? place + 1 : place;
}

/** The topic or bus of a run. */
function listener(places: Run['places'], otherwise: number): number {
  const at = places.findIndex(({ kind }) => kind === 'topic' || kind === 'bus');
  return at < 0 ? otherwise : at;
}
