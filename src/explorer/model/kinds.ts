/**
 * What can happen, in the lowest bits of an entry of the agenda; the bits above name the row. Whoever uses one takes it
 * into a constant of its own file; see `flags.ts`.
 */
export const kinds = {
  workEnds: 0,
  callerTriesAgain: 1,
  callerGivesUp: 2,
  messageReturns: 3,
  pollerTriesAgain: 4,
  pollersScale: 5,
  subscriptionGoesOn: 6,
} as const;

/** How many bits they take. */
export const bitsOfKinds = 3;
