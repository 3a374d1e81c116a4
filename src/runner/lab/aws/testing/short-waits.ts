/*
 * Loaded before a run (`node --import`). Where a call is refused for now or the network is gone, AWS's deployment kit tries
 * seven times, and waits up to fifteen seconds in between: here some milliseconds. How often it tries stays as it is.
 */
const mostMs = 20;
const retrying = /[\\/]@smithy[\\/]core[\\/].*[\\/]retry[\\/]/;

const given = globalThis.setTimeout;

const shortened = (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
  const caller = ms > mostMs ? (new Error().stack?.split('\n')[2] ?? '') : '';
  return given(work, retrying.test(caller) ? mostMs : ms, ...args);
};

globalThis.setTimeout = Object.defineProperties(
  shortened,
  Object.getOwnPropertyDescriptors(given),
) as typeof given;

export {};
