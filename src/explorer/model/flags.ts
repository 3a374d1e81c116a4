/**
 * What is the case about an order, as bits. Whoever uses one takes it into a constant of its own file: what is imported
 * from another is looked up, and looked at, at each use.
 */
export const flags = {
  isStored: 1,
  /** Its caller waits for an answer. */
  isAsked: 2,
  /** Its caller waits before it tries again. */
  isBackingOff: 4,
  /** It has a message in the queue. */
  hasMessage: 8,
  /** Its message can be received; it stands in the line. */
  isVisible: 16,
  /** It stands in the line, but its message is deleted. */
  isGhost: 32,
  isDeadLettered: 64,
  /** The last thing that its caller heard was a refusal. */
  isRefused: 128,
  /** It always fails. */
  isPoison: 256,
  /** Its caller has heard of a failure and does not try again. */
  isTold: 512,
} as const;

/** All of them. */
export const allFlags = 1023;

/** Above the flags stands how many invocations work on the order: one more is so much more. */
export const oneAtWork = 1024;
