import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'drains' | 'deaf' | 'ends-at-once' | 'too-short';
type Metric = 'inHand' | 'killed' | 'takenWhileStopping' | 'again' | 'done' | 'doneTwice';
type Parameter = 'inHand' | 'more' | 'serviceMs' | 'stopSeconds';

/** What a run of stop-with-work-in-hand is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'drained',
    statement:
      'A worker that drains on SIGTERM finishes the order in hand and takes no other: no order is begun twice, and no task is killed. Without it, each order in hand of a stopped task is begun again.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A machine that fails: nobody sends SIGTERM then, and the order comes again whatever the worker does.',
    judge: (results, { inHand }) => {
      const { drains, deaf, 'ends-at-once': ended } = results;
      return {
        holds:
          Object.values(results).every((each) => each.inHand.min === inHand) &&
          drains.again.max === 0 &&
          drains.killed.max === 0 &&
          [deaf, ended].every(({ again }) => again.min >= inHand),
        because: `Orders received again: ${drains.again.median} when the worker drains, ${deaf.again.median} when it does not hear SIGTERM, ${ended.again.median} when SIGTERM ends it.`,
      };
    },
  },
  {
    id: 'deaf-works-on',
    statement:
      'A worker that is its container’s first process and does not handle SIGTERM works on as if nothing had been said, takes new orders meanwhile, and is killed with them at the end of the stop timeout.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Workers in other languages: what a first process does with a signal is Linux’s matter, what a runtime adds is its own.',
    judge: ({ drains, deaf, 'ends-at-once': ended }, { inHand, more }) => ({
      holds:
        deaf.killed.min === inHand &&
        deaf.takenWhileStopping.min === more &&
        drains.takenWhileStopping.max === 0 &&
        ended.takenWhileStopping.max === 0,
      because: `Orders received after SIGTERM by a task that was stopping: ${deaf.takenWhileStopping.median} of ${more} when the worker does not hear it, ${drains.takenWhileStopping.median} when it drains, ${ended.takenWhileStopping.median} when it is ended. Tasks killed: ${deaf.killed.median}, ${drains.killed.median} and ${ended.killed.median}.`,
    }),
  },
  {
    id: 'too-little-time',
    statement:
      'Draining reaches as far as the stop timeout: with less time than the rest of the work takes, each task is killed, and its order is begun again.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Work that is longer than the longest stop timeout that Fargate allows: it has to be cut into steps.',
    judge: ({ drains, 'too-short': short }, { inHand }) => ({
      holds: short.killed.min === inHand && short.again.min === inHand && drains.killed.max === 0,
      because: `Tasks killed: ${short.killed.median} of ${inHand} with a stop timeout that is too short, ${drains.killed.median} with one that is long enough. Orders received again: ${short.again.median} and ${drains.again.median}.`,
    }),
  },
  {
    id: 'nothing-lost',
    statement:
      'However a worker ends, every order is done in the end: a message that nobody deleted comes again when its visibility timeout is over. None is done twice.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A worker that dies after the work and before the delete: then it is done twice, and has to be idempotent.',
    judge: (results, { inHand, more }) => ({
      holds: Object.values(results).every(
        ({ done, doneTwice }) => done.min === inHand + more && doneTwice.max === 0,
      ),
      because: `Orders done of ${inHand + more}: ${Object.values(results)
        .map(({ done }) => done.median)
        .join(', ')}; done twice: ${Object.values(results)
        .map(({ doneTwice }) => doneTwice.median)
        .join(', ')}.`,
    }),
  },
];
