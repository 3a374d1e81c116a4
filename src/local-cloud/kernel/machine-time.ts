/**
 * This machine's time, for what keeps its real length however fast the cloud's time runs: what a queue promises in seconds.
 * Tests step through hours of it.
 */
export interface MachineTime {
  /** Unix ms. */
  now(): number;
  /** Calls `ring` once, in so many ms; gives what calls it off. `holds`: the process does not end before. */
  after(milliseconds: number, ring: () => void, options?: { holds: boolean }): () => void;
}

export const machineTime: MachineTime = {
  now: () => Date.now(),
  after(milliseconds, ring, { holds } = { holds: true }) {
    const timer = setTimeout(ring, milliseconds);
    if (!holds) timer.unref();
    return () => clearTimeout(timer);
  },
};
