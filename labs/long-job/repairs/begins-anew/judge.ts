import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/resume-not-repeat.ts';

export default defineRepair(experiment, {
  variants: { message: { context: { timeoutSeconds: 5 } } },
  mends: [
    {
      id: 'only-the-step-in-hand-is-done-again',
      statement:
        'A worker that dies in the middle costs the step that it had in hand, and no step that was done before.',
      judge: ({ message: run }, { reports }) => ({
        holds: run.doneAgain.max <= reports,
        because: `${run.doneAgain.median} steps were done more than once, of ${reports} reports whose worker died once each.`,
      }),
    },
    {
      id: 'progress-does-not-fall',
      statement: 'The progress that a client is told does not fall.',
      judge: ({ message: run }, { reports }) => ({
        holds: run.fell.max === 0,
        because: `It fell for ${run.fell.median} of ${reports} reports.`,
      }),
    },
    {
      id: 'cancelled-means-stopped',
      statement: 'After a report is cancelled at most the step in hand is done.',
      judge: ({ message: run }, { cancelled }) => ({
        holds: run.afterCancel.max <= cancelled,
        because: `${run.afterCancel.median} steps were done after ${cancelled} reports had been cancelled.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'every-report-is-ready-in-the-end',
      statement: 'Every report becomes ready, also one whose worker died.',
      judge: ({ message: run }, { reports }) => ({
        holds: run.ready.min === reports && run.deaths.min === reports,
        because: `${run.ready.median} of ${reports} reports whose worker died became ready.`,
      }),
    },
    {
      id: 'cancelled-is-told',
      statement: 'A report that was cancelled is told as cancelled.',
      judge: ({ message: run }, { cancelled }) => ({
        holds: run.stopped.min === cancelled,
        because: `${run.stopped.median} of ${cancelled} are.`,
      }),
    },
  ],
});
