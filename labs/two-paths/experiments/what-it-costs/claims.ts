import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Operations } from '#experiment/operations.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'sync' | 'queued';
type Metric = keyof Operations | 'done' | 'billedWaits';
type Parameter = 'orders' | 'serviceMs' | 'memoryMb';

const isAlways = ({ min, max }: Summary, value: number) => min === value && max === value;

/** What a run of what-it-costs is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-queue-adds-three-requests',
    statement:
      'For each order both paths are billed one request to the API, one invocation and one write unit. Through the queue, one by one, come a send, a receive and a delete on top: three requests, and nothing goes.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How the poller of AWS deletes, which AWS does not say: here each batch is taken to be deleted with one request for ten messages. Batches, retries, and the requests of pollers that find nothing.',
    judge: ({ sync, queued }, { orders }) => ({
      holds:
        [sync, queued].every(({ done, gatewayRequests, invocations, writeUnits }) =>
          [done, gatewayRequests, invocations, writeUnits].every((each) => isAlways(each, orders)),
        ) &&
        [sync.sends, sync.receives, sync.deletes].every((each) => isAlways(each, 0)) &&
        [queued.sends, queued.receives, queued.deletes].every((each) => isAlways(each, orders)),
      because: `For ${orders} orders on the synchronous path: ${sync.gatewayRequests.median} requests to the API, ${sync.invocations.median} invocations, ${sync.writeUnits.median} write units. On the queued one: ${queued.gatewayRequests.median}, ${queued.invocations.median} and ${queued.writeUnits.median}, and ${queued.sends.median} sends, ${queued.receives.median} receives and ${queued.deletes.median} deletes.`,
    }),
  },
  {
    id: 'the-wait-is-billed-on-both',
    statement:
      'On either path one invocation for each order waits for the payment: the queue takes the wait from the caller, and not from the bill.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How long AWS bills each of them: the duration on the bill is the configured service time. And a batch whose orders wait side by side in one invocation.',
    judge: ({ sync, queued }, { orders }) => ({
      holds: isAlways(sync.billedWaits, orders) && isAlways(queued.billedWaits, orders),
      because: `Invocations that waited for ${orders} orders: ${sync.billedWaits.min} to ${sync.billedWaits.max} on the synchronous path, ${queued.billedWaits.min} to ${queued.billedWaits.max} on the queued one.`,
    }),
  },
];
