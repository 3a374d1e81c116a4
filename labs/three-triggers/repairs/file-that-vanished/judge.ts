import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/who-is-told.ts';

export default defineRepair(experiment, {
  variants: { upload: {} },
  mends: [
    {
      id: 'a-file-that-fails-is-kept',
      statement: 'A file that nobody can work on is noted in a queue when it is given up.',
      judge: ({ upload }) => ({
        holds: upload.kept.min === 1,
        because: `It failed ${upload.attempts.median} times, and ${upload.kept.median} failures lie in the queue.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'it-is-tried-again-first',
      statement: 'It is tried three times before it is given up: the next attempt could be a good one.',
      judge: ({ upload }) => ({
        holds: upload.attempts.min >= 3,
        because: `It was tried ${upload.attempts.median} times.`,
      }),
    },
    {
      id: 'other-files-go-on',
      statement: 'The files behind it are worked on.',
      judge: ({ upload }, { behind }) => ({
        holds: upload.inTheEnd.min === behind,
        because: `${upload.inTheEnd.median} of ${behind} good files were.`,
      }),
    },
  ],
});
