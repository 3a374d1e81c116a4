import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'one' | 'each' | 'groups' | 'fair';
type Metric =
  | 'accepted'
  | 'sent'
  | 'floodLetPass'
  | 'floodAtOnce'
  | 'floodServices'
  | 'slowAtOnce'
  | 'waitedForSlow';
type Parameter = 'flood' | 'slow' | 'others' | 'places' | 'serviceMs' | 'slowServices';

/** What a run of one-slow-restaurant is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'one-queue-lets-the-flood-pass',
    statement:
      'In one queue without groups an order of another restaurant lets more orders of the flood pass than there are places. With a queue each and with a message group each in a FIFO queue it lets fewer than half as many pass.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How often a restaurant is flooded. A flood that goes on: here it comes once, and its backlog is worked off.',
    judge: ({ one, each, groups }, { places }) => ({
      holds:
        [one, each, groups].every(({ sent, accepted }) => sent.min === accepted.max) &&
        one.floodLetPass.min > places &&
        [each, groups].every(({ floodLetPass }) => 2 * floodLetPass.max < one.floodLetPass.min),
      because: `Of the flood, at most ${one.floodLetPass.median} were begun while one of the others waited in the one queue, ${each.floodLetPass.median} with a queue each and ${groups.floodLetPass.median} with a group each. There are ${places} places.`,
    }),
  },
  {
    id: 'a-fair-queue-serves-the-quiet-first',
    statement:
      'The same standard queue with the restaurant as message group lets orders of quiet restaurants in before the waiting ones of the flood. Nothing of the flood is lost, and it still uses more places at a time than with a queue each or a FIFO group.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How soon AWS notices a noisy tenant: its thresholds are approximate, ours are exact. Thousands of tenants, and what AWS charges for messages with a group.',
    judge: ({ one, each, groups, fair }) => ({
      holds:
        2 * fair.floodLetPass.max < one.floodLetPass.min &&
        fair.sent.min === fair.accepted.max &&
        fair.floodAtOnce.min > Math.max(each.floodAtOnce.max, groups.floodAtOnce.max),
      because: `In the fair queue an order of the others let at most ${fair.floodLetPass.median} of the flood pass, and ${one.floodLetPass.median} without groups. The flood had up to ${fair.floodAtOnce.median} orders in work at a time, and ${each.floodAtOnce.median} and ${groups.floodAtOnce.median} with a queue and a FIFO group each. ${fair.sent.median} of ${fair.accepted.median} accepted orders were sent.`,
    }),
  },
  {
    id: 'a-fair-queue-takes-nothing-back',
    statement:
      'When the orders of a slow till are already in work in all of the places, the orders of the other restaurants wait until one of these has ended, in a fair queue as in one without groups. With a queue each or a FIFO group each none of them waits for that.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A slow till with a backlog behind it, from which a fair queue protects the others as from a flood. A worker that gives up on a slow till, which frees its places.',
    // On a machine that is away for long, a slow order may end by chance before one of the others begins.
    tolerance: { loopLag: 1, sendDrift: 1, cpuTaken: 0.3 },
    judge: ({ one, each, groups, fair }, { others, places }) => ({
      holds:
        [one, fair].every(
          ({ slowAtOnce, waitedForSlow }) => slowAtOnce.min === places && waitedForSlow.min === others,
        ) && [each, groups].every(({ waitedForSlow }) => waitedForSlow.max === 0),
      because: `Of the slow till, at most ${one.slowAtOnce.median}, ${each.slowAtOnce.median}, ${groups.slowAtOnce.median} and ${fair.slowAtOnce.median} orders were in work at a time with one queue, a queue each, a group each and a fair queue. Of ${others} orders of the others, ${one.waitedForSlow.median}, ${each.waitedForSlow.median}, ${groups.waitedForSlow.median} and ${fair.waitedForSlow.median} began only after one of these had ended.`,
    }),
  },
  {
    id: 'a-share-of-its-own-is-a-limit',
    statement:
      'What protects the others with a queue each or a FIFO group each is a limit: of the flooded restaurant two orders are in work at a time, or one, while places are free. Its last order is sent later than through a fair queue.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A limit that is set higher for those who need it. How much the poll of a queue costs that is mostly empty, times the number of restaurants.',
    judge: ({ each, groups, fair }, { places }) => ({
      holds:
        each.floodAtOnce.max <= 2 &&
        groups.floodAtOnce.max <= 1 &&
        2 * each.floodAtOnce.max < places &&
        each.floodServices.min > fair.floodServices.max &&
        groups.floodServices.min > each.floodServices.max,
      because: `Of the flood, at most ${each.floodAtOnce.max} were in work at a time with a queue each and ${groups.floodAtOnce.max} with a group each. Its last one was sent after ${Math.round(each.floodServices.median)} and ${Math.round(groups.floodServices.median)} service times, and after ${Math.round(fair.floodServices.median)} through the fair queue.`,
    }),
  },
];
