import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Metric, Parameter } from './names.ts';
import { type Strategy, strategies } from './strategies.ts';

const all = Object.keys(strategies) as Strategy[];
const receipts = all.filter((each) => each !== 'stored-first');
const replicated = all.filter((each) => each !== 'backup-and-restore');

/** What a run of a-region-is-gone is held to show. */
export const claims: ClaimDefinition<Strategy, Metric, Parameter>[] = [
  {
    id: 'no-strategy-copies-the-queue',
    statement:
      'Whatever stands ready in the other Region: of the orders that were accepted with a message alone, those that still waited in the queue are unknown there.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A Region whose queue nobody waits in: then there is nothing to miss in it.',
    judge: (results) => ({
      holds: receipts.every((name) => results[name].stillQueued.min >= 3),
      because: `Unknown in the other Region, because they were never stored: ${receipts.map((name) => `${results[name].stillQueued.median} of ${results[name].accepted.median} orders (${strategies[name].label})`).join(', ')}.`,
    }),
  },
  {
    id: 'stored-first-is-known-there',
    statement:
      'When an order is stored in the replicated table before its caller is answered, fewer are unknown in the other Region, and none of these was never stored.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'What republishes such orders to a queue of the other Region: the lab does not.',
    judge: ({ 'both-active': receipt, 'stored-first': stored }) => ({
      // Fewer by chance is not fewer: with a message alone, some have to be missing because they were never stored.
      holds:
        stored.stillQueued.max === 0 &&
        receipt.stillQueued.min > 0 &&
        stored.missing.max < receipt.missing.min,
      because: `${stored.missing.median} of ${stored.accepted.median} orders are unknown there when they were stored first, ${receipt.missing.median} of ${receipt.accepted.median} with a message alone.`,
    }),
  },
  {
    id: 'a-backup-lacks-more-than-the-lag',
    statement:
      'A replicated table lacks what was stored in the last moment before the loss. A restored one lacks all that was stored since the backup, which is more.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How long ago a backup was and how far replication lags in your system: both are settings of this run.',
    judge: (results) => {
      const backup = results['backup-and-restore'].notCopied;
      // Where an order is stored first, each is written twice: more of its writes are under way.
      const alike = replicated.filter((name) => name !== 'stored-first');
      const most = Math.max(...alike.map((name) => results[name].notCopied.max));
      return {
        holds: backup.min > most && results['warm-standby'].notCopied.min >= 1,
        because: `Stored and not there: ${backup.median} orders after a restore, ${results['warm-standby'].notCopied.median} in the replicated table of the warm standby, at most ${most} in any replicated table, each of orders accepted with a message alone.`,
      };
    },
  },
  {
    id: 'what-does-not-run-has-to-be-made-first',
    statement:
      'Until the other Region serves, there are resources to create, items to restore and functions to switch on after a backup, functions to switch on with a pilot light, and nothing with a warm standby or where both serve. The fewer there are, the fewer callers are turned away, and none where both serve.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How long any of it takes on AWS: each wait of this run is modelled, and only their number is counted. Callers who know one address: where both serve, those of this run try the other Region by themselves. And deciding to move and leading callers over, which are not among the things to do.',
    judge: (results) => {
      const order: Strategy[] = ['backup-and-restore', 'pilot-light', 'warm-standby', 'both-active'];
      const fall = (countOf: (name: Strategy) => number) =>
        order.slice(0, 3).every((name, index) => countOf(name) > countOf(order[index + 1] as Strategy));
      return {
        holds:
          results['backup-and-restore'].toDo.min > results['pilot-light'].toDo.max &&
          results['pilot-light'].toDo.min > 0 &&
          results['warm-standby'].toDo.max === 0 &&
          results['both-active'].toDo.max === 0 &&
          results['both-active'].turnedAway.max === 0 &&
          fall((name) => results[name].turnedAway.median),
        because: `Things to do first, and callers turned away: ${order.map((name) => `${results[name].toDo.median} and ${results[name].turnedAway.median} (${strategies[name].label})`).join(', ')}.`,
      };
    },
  },
  {
    id: 'a-region-that-comes-back-brings-them',
    statement:
      'What was missing was not gone: when the lost Region is back, its queue is worked off and its writes are copied, and every missing order is in the replicated table of the other Region. A table that is not replicated gets none of them.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A Region that never comes back, or after the retention of its queue.',
    judge: (results) => ({
      holds:
        replicated.every(
          (name) =>
            results[name].cameBack.min === results[name].missing.min &&
            results[name].cameBack.max === results[name].missing.max &&
            results[name].cameBack.median === results[name].missing.median,
        ) && results['backup-and-restore'].cameBack.max === 0,
      because: `Of the missing orders came back: ${all.map((name) => `${results[name].cameBack.median} of ${results[name].missing.median} (${strategies[name].label})`).join(', ')}.`,
    }),
  },
];
