import type { CloudEvent } from '#content/event.ts';

/** How many refusals each component of a chain gave: requests at the gateway, invocations, writes and reads. */
export interface RefusedBy {
  byGateway: number;
  byFunction: number;
  byTable: number;
}

/** Which component refused. Only the cloud can tell: to a caller one 500 looks like another. */
export function refusedBy(events: readonly CloudEvent[]): RefusedBy {
  const count = (type: CloudEvent['type']) => events.filter((event) => event.type === type).length;
  const reachedFunction = events.flatMap((event) =>
    event.type === 'invocation-started' || event.type === 'invocation-throttled' ? event.causes : [],
  );
  return {
    byGateway: count('request-received') - new Set(reachedFunction).size,
    byFunction: count('invocation-throttled'),
    byTable: count('capacity-throttled'),
  };
}
