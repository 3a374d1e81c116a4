import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'lambda' | 'scaled' | 'fixed';
type Metric =
  | 'firstWaits'
  | 'most'
  | 'growMinutes'
  | 'drainMinutes'
  | 'trickleWaits'
  | 'quietPaid'
  | 'leftRunning'
  | 'stopsMinutes'
  | 'paid'
  | 'done';
type Parameter = 'burst' | 'trickle' | 'trickleMinutes' | 'quietMinutes' | 'serviceMs' | 'minTasks';

/** What a run of scale-on-backlog is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'first-order-waits',
    statement:
      'When no container runs, the first order of a burst waits for the next look of an alarm and for the start of a task. With Lambda’s poller, and where a container runs already, it waits less than a third of that.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How long a task of yours takes to start: its image has to be fetched, and here that time is set.',
    judge: ({ lambda, scaled, fixed }) => ({
      holds: [lambda, fixed].every(({ firstWaits }) => 3 * firstWaits.max < scaled.firstWaits.min),
      because: `Minutes of AWS until the first order was received: ${two(lambda.firstWaits.median)} with Lambda’s poller, ${two(scaled.firstWaits.median)} with containers scaled from none, ${two(fixed.firstWaits.median)} with fixed ones.`,
    }),
  },
  {
    id: 'grows-by-the-minute',
    statement:
      'With the same bound on workers, Lambda’s poller reaches it within the minute of the burst, and the scaled service needs more than one minute more: each step waits for a metric’s minute and for its tasks. All orders get done.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Bursts beyond the bound, and metrics of your own that are published more often than each minute.',
    judge: ({ lambda, scaled, fixed }, { burst, trickle }) => ({
      holds:
        [lambda, scaled, fixed].every(({ done }) => done.min === burst + trickle) &&
        lambda.growMinutes.max < 1 &&
        scaled.growMinutes.min > lambda.growMinutes.max + 1,
      because: `Most workers at once: ${lambda.most.median} with Lambda’s poller after ${two(lambda.growMinutes.median)} minutes of AWS, ${scaled.most.median} scaled containers after ${two(scaled.growMinutes.median)}. The burst was done after ${two(lambda.drainMinutes.median)} and ${two(scaled.drainMinutes.median)} minutes, and with ${fixed.most.median} fixed containers after ${two(fixed.drainMinutes.median)}.`,
    }),
  },
  {
    id: 'nothing-to-do',
    statement:
      'While nothing comes, fixed containers are paid for all the time, and Lambda’s poller for none of it. Scaled ones are paid for until the last has stopped, and then no more.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Prices: a minute of a container and a minute of a function cost differently. The poller’s receives, which are billed as requests, and alarms and metrics.',
    judge: ({ lambda, scaled, fixed }, { quietMinutes }) => ({
      holds:
        lambda.quietPaid.max < 0.1 &&
        fixed.quietPaid.min > 0.95 * 3 * quietMinutes &&
        scaled.leftRunning.max === 0 &&
        scaled.quietPaid.max < fixed.quietPaid.min / 2,
      because: `Of ${quietMinutes} minutes with nothing to do, worker minutes paid for: ${two(lambda.quietPaid.median)} with Lambda’s poller, ${two(scaled.quietPaid.median)} with scaled containers, ${two(fixed.quietPaid.median)} with fixed ones. Left at the end: ${lambda.leftRunning.median}, ${scaled.leftRunning.median} and ${fixed.leftRunning.median}.`,
    }),
  },
  {
    id: 'trickle-from-nothing',
    statement:
      'An order that comes now and then waits longer than the work on it takes when no container is kept for it, and shorter with Lambda’s poller and with a container that is there.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A longer scale-in: a service that shrinks more slowly is there for more of these orders, and paid for.',
    judge: ({ lambda, scaled, fixed }) => ({
      holds:
        scaled.trickleWaits.min > workMinutes &&
        [lambda, fixed].every(({ trickleWaits }) => trickleWaits.max < workMinutes),
      because: `Minutes of AWS that the order of the trickle waited that waited longest: ${two(lambda.trickleWaits.median)} with Lambda’s poller, ${two(scaled.trickleWaits.median)} with scaled containers, ${two(fixed.trickleWaits.median)} with fixed ones.`,
    }),
  },
];

/** The work on an order, in minutes of AWS. */
const workMinutes = 0.3;

const two = (value: number) => value.toFixed(2);
