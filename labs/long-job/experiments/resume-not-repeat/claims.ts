import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'message' | 'table' | 'durable';
type Metric = 'ready' | 'deaths' | 'doneAgain' | 'fell' | 'stopped' | 'afterCancel';
type Parameter =
  | 'steps'
  | 'reports'
  | 'cancelled'
  | 'cancelAfter'
  | 'serviceMs'
  | 'timeoutSeconds'
  | 'askMs'
  | 'patienceMs';

/** Died after step four: what is done again when it begins at the beginning, and when it goes on at step four. */
const fromTheBeginning = 4;
const fromTheStep = 1;

/** What a run of resume-not-repeat is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'done-again',
    statement:
      'A worker dies right after the fourth of seven steps. Every report becomes ready in the end. With nothing but the message four steps of each are done again; with checkpoints of its own, and with durable steps, it is one: the step whose end was not recorded.',
    reach: 'mechanism',
    seeds: ['003/automatic-retry'],
    notShown:
      'A death right after the end of a step is recorded, where checkpoints repeat nothing, and steps that leave the same thing when they are done again.',
    judge: ({ message, table, durable }, { reports }) => ({
      holds:
        [message, table, durable].every(
          ({ ready, deaths }) => ready.min === reports && deaths.min === reports && deaths.max === reports,
        ) &&
        isAlways(message.doneAgain, fromTheBeginning * reports) &&
        [table, durable].every(({ doneAgain }) => isAlways(doneAgain, fromTheStep * reports)),
      because: `Steps done more than once, in ${reports} reports whose worker died: ${message.doneAgain.median} with the message only, ${table.doneAgain.median} with checkpoints of its own, ${durable.doneAgain.median} with durable steps. Reports that became ready: ${message.ready.median}, ${table.ready.median} and ${durable.ready.median}.`,
    }),
  },
  {
    id: 'progress-falls',
    statement:
      'When the work begins again at the beginning, the progress that a client is told falls. Where the work goes on, it never falls.',
    reach: 'mechanism',
    seeds: ['003/status-service'],
    notShown: 'How long the rest takes: steps of different length make a count of steps a poor clock.',
    judge: ({ message, table, durable }, { reports }) => ({
      holds: message.fell.min === reports && table.fell.max === 0 && durable.fell.max === 0,
      because: `Reports whose told progress fell: ${message.fell.median} of ${reports} with the message only, ${table.fell.median} with checkpoints of its own, ${durable.fell.median} with durable steps.`,
    }),
  },
  {
    id: 'cancel-between-steps',
    statement:
      'A worker that looks at nothing does at least two more steps of a report that is told as cancelled. One that has to store its progress, and one whose execution is stopped, do at most the step that was running.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Taking back what the steps have left, and a step that looks at the cancellation while it runs.',
    judge: ({ message, table, durable }, { cancelled }) => ({
      holds:
        [message, table, durable].every(({ stopped }) => stopped.min === cancelled) &&
        message.afterCancel.min >= 2 * cancelled &&
        table.afterCancel.max <= cancelled &&
        durable.afterCancel.max <= cancelled,
      because: `Steps done after ${cancelled} reports were cancelled: ${message.afterCancel.median} with the message only, ${table.afterCancel.median} with checkpoints of its own, ${durable.afterCancel.median} with durable steps.`,
    }),
  },
];

const isAlways = ({ min, max }: { min: number; max: number }, value: number) =>
  min === value && max === value;
