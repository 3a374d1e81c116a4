import type { Invariant } from '../invariant.ts';

export const concurrency: Invariant = {
  name: 'no more invocations run at once than the function reserves and the mapping allows',
  violation({ scenario, events }) {
    const { reservedConcurrency = Number.POSITIVE_INFINITY, maximumConcurrency = Number.POSITIVE_INFINITY } =
      scenario;
    const limit = Math.min(reservedConcurrency, maximumConcurrency);
    const running = new Set<string>();
    for (const event of events) {
      if (event.type === 'invocation-started') running.add(event.invocationId);
      if (event.type === 'invocation-ended') running.delete(event.invocationId);
      if (running.size > limit) return `${running.size} run at once, and ${limit} may`;
    }
    return undefined;
  },
};
