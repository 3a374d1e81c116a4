import type { Moment, Run } from './moment.ts';

/**
 * Where an order stands. `waiting`: visible in a queue, or in a stream and not being worked on. `in-flight`: received, hidden from others, and not worked on.
 * `dead`: in the dead-letter queue. `dropped`: given up, and kept nowhere. `no-message`: accepted, and the queue took it for one that it has already.
 */
export type Phase =
  | 'unsent'
  | 'arriving'
  | 'waiting'
  | 'in-flight'
  | 'working'
  | 'done'
  | 'refused'
  | 'dead'
  | 'expired'
  | 'dropped'
  | 'no-message';

/** One order at one moment. */
export interface OrderState {
  phase: Phase;
  place: number;
  /** Its caller waits for an answer. */
  open: boolean;
  /** The answer, once there is one. */
  status?: number;
  /** How often it was received from a queue. */
  receives: number;
  /** How many invocations work on it. */
  running: number;
  queued: boolean;
  /** It is a record of a stream, which stays there when it was worked on. */
  streamed: boolean;
  /** The function's place, once Lambda has taken its event for it: of several functions the last. */
  handedTo?: number;
  stored: boolean;
}

const unsent: OrderState = {
  phase: 'unsent',
  place: 0,
  open: false,
  receives: 0,
  running: 0,
  queued: false,
  streamed: false,
  stored: false,
};

/** Every order `atMs` into a run, all moments up to then included. */
export function statesAt(run: Run, atMs: number): OrderState[] {
  const states = Array.from({ length: run.orders }, () => unsent);
  for (const moment of run.moments) {
    if (moment.atMs > atMs) break;
    for (const order of moment.orders)
      states[order - 1] = advance(states[order - 1] ?? unsent, moment, run.places);
  }
  return states;
}

/** What a moment makes of an order that it concerns. */
export function advance(state: OrderState, moment: Moment, places: Run['places']): OrderState {
  const { kind, place } = moment;
  const at = (wanted: string) =>
    Math.max(
      0,
      places.findIndex((each) => each.kind === wanted),
    );
  const rest = places.some((each) => each.kind === 'table') ? at('table') : state.place;
  switch (kind) {
    case 'received':
      return { ...state, phase: 'arriving', place, open: true };
    case 'enqueued':
      return { ...state, phase: 'waiting', place, queued: true };
    case 'put':
      return { ...state, phase: 'waiting', place, streamed: true };
    case 'published':
      return { ...state, place };
    case 'handed-over':
      return { ...state, phase: 'waiting', place, handedTo: place };
    case 'given-up':
      return moment.kept
        ? { ...state, phase: 'dead', place: at('dead-letters') }
        : { ...state, phase: 'dropped', place };
    case 'polled':
      return { ...state, phase: 'in-flight', place, receives: moment.receives ?? state.receives + 1 };
    case 'started':
      return { ...state, phase: 'working', place, running: state.running + 1 };
    case 'written': {
      if (places[place]?.kind !== 'table' || moment.ofBatch) return state;
      return { ...state, stored: true, place: state.phase === 'working' ? place : state.place };
    }
    case 'ended':
      return ended({ ...state, running: Math.max(0, state.running - 1) }, moment, {
        rest,
        stream: at('stream'),
      });
    case 'answered':
      return answered({ ...state, open: false, status: moment.status }, places, rest);
    case 'returned':
      return { ...state, phase: 'waiting', place };
    case 'deleted':
      return { ...state, phase: 'done', place: rest };
    case 'dead-lettered':
      return { ...state, phase: 'dead', place: at('dead-letters') };
    case 'moved':
      return { ...state, phase: 'waiting', place: at('queue') };
    case 'expired':
      return { ...state, phase: 'expired', place: 0 };
    default:
      return state;
  }
}

function ended(
  state: OrderState,
  { outcome, place }: Moment,
  places: { rest: number; stream: number },
): OrderState {
  // Lambda's event queue: done when the function succeeds, and tried again when it fails.
  if (state.handedTo !== undefined) {
    if (place !== state.handedTo) return state;
    return outcome === 'succeeded'
      ? { ...state, phase: 'done', place: places.rest }
      : { ...state, phase: 'waiting', place };
  }
  if (state.phase !== 'working' || state.running > 0) return state;
  if (state.queued) return { ...state, phase: 'in-flight' };
  // No poller deletes a record: its batch succeeded, or is tried again.
  if (state.streamed) {
    return outcome === 'succeeded'
      ? { ...state, phase: 'done', place: places.rest }
      : { ...state, phase: 'waiting', place: places.stream };
  }
  // The caller has been told something already: the work went on without it.
  if (!state.open && state.status !== undefined) {
    return outcome === 'succeeded' ? { ...state, phase: 'done' } : { ...state, phase: 'refused', place: 0 };
  }
  return state;
}

function answered(state: OrderState, places: Run['places'], rest: number): OrderState {
  if (state.queued || state.streamed || state.handedTo !== undefined || state.running > 0) return state;
  if ((state.status ?? 0) >= 400) return { ...state, phase: 'refused', place: 0 };
  if (places.some(({ kind }) => kind === 'queue')) return { ...state, phase: 'no-message', place: 0 };
  return { ...state, phase: 'done', place: state.stored ? rest : state.place };
}
