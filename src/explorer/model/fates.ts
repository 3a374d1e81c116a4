import { placeNumbers } from './counts.ts';
import { allFlags, flags, oneAtWork } from './flags.ts';

const { deadLettered, inFlight, lost, refused, stored, waiting } = placeNumbers;
const { hasMessage, isAsked, isBackingOff, isDeadLettered, isGhost, isRefused, isStored, isVisible } = flags;

/** Added to the place of an order that nothing can happen to any more. */
export const isOver = 8;

/**
 * Where an order is by its state, with `isOver`: whoever works on it, one invocation or several, it is the same. Looked
 * up instead of asked flag by flag: each order is asked some five times.
 */
export const fates: Uint8Array = Uint8Array.from({ length: 2 * oneAtWork }, (_, state) => {
  const place = placeOf(state);
  const canHappen = state > allFlags || (state & (isAsked | isBackingOff | hasMessage | isGhost)) !== 0;
  return place > inFlight && !canHappen ? place + isOver : place;
});

function placeOf(state: number): number {
  if (state & isStored) return stored;
  if (state > allFlags || state & isAsked) return inFlight;
  if (state & hasMessage) return state & isVisible ? waiting : inFlight;
  if (state & isDeadLettered) return deadLettered;
  if (state & isBackingOff) return waiting;
  return state & isRefused ? refused : lost;
}
