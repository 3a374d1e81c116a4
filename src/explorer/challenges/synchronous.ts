import type { Challenge } from './challenge.ts';
import { noDuplicates, p99, placed } from './demands.ts';

/** Erlang B: the average fits, and callers are refused. */
export const averageIsNotEnough: Challenge = {
  id: 'average-is-not-enough',
  title: 'The average fits, and callers are refused',
  story: [
    'Eighty callers a second come at random, and each order takes 200 ms. Somebody has multiplied the two, and reserved a concurrency of sixteen. Other functions of the account need theirs: you may take twenty-six at most.',
  ],
  begins: { pipeline: 'sync', seconds: 600, arrivalRate: 80, reservedConcurrency: 16 },
  knobs: ['reservedConcurrency', 'attempts', 'backOffMs'],
  demands: [
    placed(99, ({ settings }) =>
      settings.attempts > 1
        ? 'The refused try again, and find no room either: too few attempts, or too soon after one another.'
        : 'Sixteen are needed on average. At moments it is more, and whoever comes then is refused: there is no queue to wait in.',
    ),
    p99(1000, () => 'Callers wait for their next attempt, and the wait doubles each time.'),
    {
      label: 'Concurrency taken from the account',
      of: ({ settings }) => settings.reservedConcurrency || 1000,
      most: 26,
      broke: () => 'The rest of the account has that much less, or shares all of it with you.',
    },
  ],
  ways: [
    { does: 'reserve what Erlang B asks for, and one more', turns: { reservedConcurrency: 26 } },
    {
      does: 'let callers try again, with a smaller reserve',
      turns: { reservedConcurrency: 20, attempts: 4, backOffMs: 100 },
    },
  ],
  tempting: {
    does: 'add a little to the average',
    turns: { reservedConcurrency: 18 },
    breaks: ['Orders stored'],
  },
  reasoning: [
    'Rate × time is the average, and arrivals at random are uneven. Where nobody can wait, Erlang B says which share is refused: at a load of sixteen it takes twenty-five to refuse fewer than one in a hundred. The twenty-sixth is room for chance.',
    'An attempt that comes a moment later finds room, because the load is below the capacity. That costs the caller time. Above the capacity it would only add attempts.',
  ],
  lesson: { id: 'synchronous/littles-law', title: 'Little’s law and the cliff' },
  claim: 'sync-api/near-saturation/refused-before-it-is-full',
};

/** Back-off finds the room that there is later. */
export const roomLater: Challenge = {
  id: 'room-later',
  title: 'Room a moment later',
  story: [
    'Twenty callers a second are well below what the function can do. For five seconds a hundred and fifty a second come. Callers make three attempts with short pauses, and many give up. You can change their library, and not the function.',
  ],
  begins: {
    pipeline: 'sync',
    seconds: 120,
    arrivalRate: 20,
    burstRate: 150,
    burstStart: 20,
    burstSeconds: 5,
    serviceMs: 200,
    reservedConcurrency: 10,
    attempts: 3,
    backOffMs: 50,
  },
  knobs: ['attempts', 'backOffMs', 'jitter'],
  demands: [
    placed(99, ({ settings }) =>
      settings.attempts === 1
        ? 'Who is refused in the burst has no second attempt.'
        : 'The attempts are used up before there is room: the burst lasts longer than all pauses together.',
    ),
    p99(40_000, () => 'The last attempts come so late that nobody waits for them any more.'),
    {
      label: 'Attempts for each order',
      of: ({ totals }) => totals.counts.attempts / totals.counts.sent,
      most: 2.5,
      broke: () => 'Most attempts come while the function is full, and are refused like the ones before.',
    },
  ],
  ways: [
    { does: 'few attempts, far apart', turns: { attempts: 6, backOffMs: 2000 } },
    { does: 'more attempts, less far apart', turns: { attempts: 8, backOffMs: 400 } },
  ],
  tempting: {
    does: 'only more attempts',
    turns: { attempts: 10 },
    breaks: ['Orders stored', 'Attempts for each order'],
  },
  reasoning: [
    'The failure is the moment: the function is full now, and has room later. What counts is how far the attempts reach, and with a pause that doubles a longer first pause reaches further than one attempt more.',
    'This holds while the load is a burst. If it stayed above the capacity, no pause would find room, and a budget would have to end the attempts.',
  ],
  lesson: { id: 'synchronous/retries', title: 'Retries' },
  claim: 'sync-api/failed-together/waiting-finds-room',
};

/** A caller who stops waiting does not stop the work. */
export const toldNoAndCharged: Challenge = {
  id: 'told-no-and-charged',
  title: 'Told no, and charged all the same',
  story: [
    'Customers wait for a second, then they read “failed”. The work takes half a second on average, and sometimes several. Support says that customers who were told of a failure were charged. The handler has no idempotency key.',
  ],
  begins: {
    pipeline: 'sync',
    seconds: 600,
    arrivalRate: 20,
    serviceMs: 500,
    serviceSpread: 0.7,
    timeout: 10,
    patienceMs: 1000,
    maximumConcurrency: 20,
  },
  knobs: ['pipeline', 'patienceMs', 'timeout', 'attempts'],
  demands: [
    {
      label: 'Orders stored though their caller was told of a failure',
      of: ({ totals }) => totals.counts.storedUntold,
      most: 0,
      broke: () =>
        'The caller stops waiting, and the function does not stop working: it stores the order afterwards.',
    },
    noDuplicates(
      () => 'The first attempt was still at work when the caller made the second, and both were stored.',
    ),
    placed(99, () => 'The function ends its work at its timeout, and the slow orders are never done.'),
  ],
  ways: [
    { does: 'wait longer than the work can take', turns: { patienceMs: 10_000 } },
    { does: 'accept at once, and work later', turns: { pipeline: 'queued' } },
  ],
  tempting: {
    does: 'have the caller try again',
    turns: { attempts: 3 },
    breaks: ['Orders stored though their caller was told of a failure', 'Orders written again'],
  },
  reasoning: [
    'A timeout tells the caller nothing about the outcome. As long as the caller’s patience ends before the work does, some who were told no are charged, and a second attempt without a key charges twice.',
    'Either the caller waits for as long as the function may work, or the reply does not wait for the work: a 202 is true as soon as the order is in the queue.',
  ],
  lesson: {
    id: 'synchronous/deadlines-and-unknown-outcomes',
    title: 'Deadlines and unknown outcomes',
  },
  claim: 'sync-api/timed-out-but-done/time-out-does-not-cancel',
};
