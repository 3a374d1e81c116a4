import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/who-is-told.ts';

export default defineRepair(experiment, {
  variants: { change: {} },
  mends: [
    {
      id: 'the-rows-behind-go-on',
      statement: 'The changes behind one that nobody can work on are worked on.',
      judge: ({ change }, { behind }) => ({
        holds: change.inTheEnd.min === behind,
        because: `${change.inTheEnd.median} of ${behind} good changes behind it were, after ${change.attempts.median} attempts at the one that fails.`,
      }),
    },
    {
      id: 'a-change-that-fails-is-kept',
      statement: 'The change that nobody can work on is noted in a queue when it is given up.',
      judge: ({ change }) => ({
        holds: change.kept.min === 1,
        because: `${change.kept.median} failures lie in the queue.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'it-is-tried-again-first',
      statement: 'A change that fails is tried again before it is given up.',
      judge: ({ change }) => ({
        holds: change.attempts.min > 1,
        because: `It was tried ${change.attempts.median} times.`,
      }),
    },
  ],
});
