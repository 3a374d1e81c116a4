import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Operations } from '#experiment/operations.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'one' | 'ten' | 'trickle' | 'thrice';
type Metric = keyof Operations | 'done' | 'billedWaits';
type Parameter = 'orders' | 'serviceMs' | 'memoryMb';

const isAlways = ({ min, max }: Summary, value: number) => min === value && max === value;
const shared = ['receives', 'deletes', 'invocations'] as const;

/** What a run of what-it-costs is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-batch-shares-three-of-five',
    statement:
      'In batches of up to ten the orders that wait share the receive, the delete and the invocation with its wait: of each there are at most half as many as one by one. The send and the write are not shared, one of each for every order.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A caller who sends in batches, too, and a handler that works on the orders of a batch one after the other: then their times add up, and the duration is not shared.',
    judge: ({ one, ten }, { orders }) => ({
      holds:
        [one, ten].every(({ done, sends, writeUnits }) =>
          [done, sends, writeUnits].every((each) => isAlways(each, orders)),
        ) && shared.every((name) => isAlways(one[name], orders) && 2 * ten[name].max <= orders),
      because: `For ${orders} orders one by one and in batches of up to ten: ${one.receives.median} and ${ten.receives.median} receives, ${one.deletes.median} and ${ten.deletes.median} deletes, ${one.invocations.median} and ${ten.invocations.median} invocations, ${one.sends.median} and ${ten.sends.median} sends, ${one.writeUnits.median} and ${ten.writeUnits.median} write units.`,
    }),
  },
  {
    id: 'a-batch-size-is-a-maximum',
    statement:
      'A batch size of ten saves nothing while never more than one order waits: when each comes after the one before is done, each is a batch of its own.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A batch window, which gathers for as long as it is set to and makes each order wait for it. And orders that come a little faster than they are done, which share some batches.',
    judge: ({ trickle }, { orders }) => ({
      holds: isAlways(trickle.done, orders) && shared.every((name) => isAlways(trickle[name], orders)),
      because: `For ${orders} orders that each came when the one before was done, and a batch size of ten, there were ${trickle.receives.min} to ${trickle.receives.max} receives and ${trickle.invocations.min} to ${trickle.invocations.max} invocations.`,
    }),
  },
  {
    id: 'a-delivery-is-billed-each-time',
    statement:
      'An order that is delivered three times is billed three receives and three invocations, and one send, one delete and one write unit.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A handler that writes, or pays somebody, before it fails: that is billed each time, too. And how long an invocation runs that fails.',
    judge: ({ thrice }, { orders }) => ({
      holds:
        [thrice.receives, thrice.invocations].every((each) => isAlways(each, 3 * orders)) &&
        [thrice.done, thrice.sends, thrice.deletes, thrice.writeUnits].every((each) =>
          isAlways(each, orders),
        ),
      because: `For ${orders} orders there were ${thrice.receives.median} receives, ${thrice.invocations.median} invocations, ${thrice.sends.median} sends, ${thrice.deletes.median} deletes and ${thrice.writeUnits.median} write units.`,
    }),
  },
];
