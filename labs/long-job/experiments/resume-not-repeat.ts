import { defineExperiment } from '#experiment/define-experiment.ts';
import { runningInvocations } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { itemsWhere } from '#experiment/table.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims } from './resume-not-repeat/claims.ts';
import { askForReport, cancel, follow, type ReportApi, type Told } from './shared/report-client.ts';

/** Each step stores two things: what it leaves, and the progress. The seventh is what step four leaves. */
const writeOfStepFour = 7;
const steps = 7;
const reports = 2;
const cancelled = 2;

const viaQueue = ['HTTP API', 'Lambda', 'SQS', 'Lambda', 'DynamoDB'];
const goesBy = (value: string) => ({ label: 'a worker that starts again goes by', value });

export default defineExperiment({
  question:
    'A worker dies in step four of seven, right after it has done it. What is done again, what does the client see meanwhile, and what does a cancel still let run?',
  nextStep:
    'In labs/long-job/handlers/steps.ts, give what a step leaves the key `step` without the random part: it is done again as often, and what is left of it once?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/reports -H 'content-type: application/json' -d '{"title":"November"}'`,
    `curl -i ${ApiUrl}/reports/ID-FROM-THE-ANSWER`,
    `curl -i -X POST ${ApiUrl}/reports/ID-FROM-THE-ANSWER/cancellation`,
  ],
  repetitions: 3,
  parameters: {
    steps: { label: 'steps of a report', value: steps, unit: 'steps' },
    reports: { label: 'reports whose worker dies', value: reports, unit: 'reports' },
    cancelled: { label: 'reports that are cancelled', value: cancelled, unit: 'reports' },
    cancelAfter: { label: 'steps done when a report is cancelled', value: 1, unit: 'steps' },
    serviceMs: {
      label: 'time that a step takes',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a step that takes minutes: the steps are short so that you need not wait.',
    },
    timeoutSeconds: {
      label: 'function timeout and visibility timeout',
      fromOutput: 'TimeoutSeconds',
      unit: 's',
    },
    askMs: { label: 'time between two questions of a client', value: 40, unit: 'ms' },
    patienceMs: { label: 'how long a client asks at most', value: 15_000, unit: 'ms' },
  },
  variants: {
    message: {
      label: 'message only',
      pipeline: viaQueue,
      context: { resume: 'message', timeoutSeconds: 4 },
      parameters: { goesBy: goesBy('nothing: the message comes again') },
    },
    table: {
      label: 'checkpoints of its own',
      pipeline: viaQueue,
      context: { resume: 'table', timeoutSeconds: 4 },
      parameters: { goesBy: goesBy('the progress in the table') },
    },
    durable: {
      label: 'durable steps',
      pipeline: ['HTTP API', 'Lambda', 'durable Lambda', 'DynamoDB'],
      context: { resume: 'durable', timeoutSeconds: 4 },
      parameters: { goesBy: goesBy('the results that Lambda keeps') },
    },
  },
  metrics: {
    ready: {
      label: 'reports that became ready although their worker died',
      unit: 'reports',
      better: 'higher',
    },
    deaths: { label: 'workers that died', unit: 'workers', better: 'neither' },
    doneAgain: { label: 'steps done more than once', unit: 'steps', better: 'lower' },
    fell: { label: 'reports whose told progress fell', unit: 'reports', better: 'lower' },
    stopped: { label: 'reports told as cancelled', unit: 'reports', better: 'higher' },
    afterCancel: {
      label: 'steps still done after their report was cancelled',
      unit: 'steps',
      better: 'lower',
    },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'done-again',
      prompt:
        'Two reports of seven steps; each worker dies right after its fourth. With nothing but the message, how many steps are done more than once, in both?',
      unit: 'steps',
      answer: (results) => results.message.doneAgain.median,
    },
    {
      kind: 'number',
      id: 'done-again-durable',
      prompt: 'And with durable steps?',
      unit: 'steps',
      answer: (results) => results.durable.doneAgain.median,
    },
  ],

  async warmUp(api) {
    const patience = { everyMs: 100, patienceMs: 30_000, isDone: ({ status }: Told) => status === 'ready' };
    await warmUpEnvironments(reports, async () => {
      await follow(api, await askForReport(api, 'warm-up'), patience);
    });
  },

  async run({ variant, parameters, events, faults, progress, ...api }) {
    const { askMs: everyMs, patienceMs } = parameters;
    const stepsOf = async (reportId: string) => {
      const rows = await itemsWhere(api.clients.documents, api.outputs.WorkTable ?? '', 'reportId', reportId);
      return rows.map(({ step }) => String(step));
    };

    const mend = faults.inject({
      resource: variant === 'durable' ? 'DurableWorker' : 'Worker',
      fault: 'crash-after-write',
      write: writeOfStepFour,
      times: reports,
    });
    const interrupted = Promise.all(
      Array.from({ length: reports }, async (_, index) => {
        const reportId = await askForReport(api, `interrupted ${index + 1}`);
        const isDone = ({ status }: Told) => status === 'ready';
        return { reportId, heard: await follow(api, reportId, { everyMs, patienceMs, isDone }) };
      }),
    );
    const deaths = () => events.filter((each) => each.type === 'fault-injected').length;
    await until(api, patienceMs, async () => deaths() === reports);
    mend();
    progress(0.4, `${deaths()} workers died`);

    // While their messages are hidden, others are worked on, and cancelled.
    const halted = await Promise.all(
      Array.from({ length: cancelled }, async (_, index) => {
        const reportId = await askForReport(api, `cancelled ${index + 1}`);
        const isDone = ({ stepsDone }: Told) => stepsDone >= parameters.cancelAfter;
        await follow(api, reportId, { everyMs, patienceMs, isDone });
        return { reportId, at: await cancel(api, reportId) };
      }),
    );
    const followed = await interrupted;
    await untilQuiet(api, events);

    const repeated = await Promise.all(
      followed.map(async ({ reportId }) => {
        const done = await stepsOf(reportId);
        return done.length - new Set(done).size;
      }),
    );
    const after = await Promise.all(
      halted.flatMap(({ reportId, at }) =>
        at ? stepsOf(reportId).then(({ length }) => length - at.stepsDone) : [],
      ),
    );
    const last = await Promise.all(
      halted.map(({ reportId }) => follow(api, reportId, { everyMs, patienceMs, isDone: () => true })),
    );
    return {
      metrics: {
        ready: followed.filter(({ heard }) => heard.at(-1)?.status === 'ready').length,
        deaths: deaths(),
        doneAgain: sum(repeated),
        fell: followed.filter(({ heard }) => hasFallen(heard)).length,
        stopped: last.filter(([told]) => told?.status === 'cancelled').length,
        afterCancel: sum(after),
      },
      series: {},
    };
  },

  claims,
});

/** Waits until no report is worked on or waits for a worker. */
const untilQuiet = (api: ReportApi, events: Parameters<typeof runningInvocations>[0]) =>
  until(api, 15_000, async () => {
    const { waiting, inFlight } = await queueDepth(api.clients.sqs, api.outputs.QueueUrl ?? '');
    return waiting + inFlight + runningInvocations(events) === 0;
  });

const until = ({ clock, signal }: ReportApi, patienceMs: number, check: () => Promise<boolean>) => {
  const from = clock.now();
  return pollUntil({ clock, from, everyMs: 50, until: from + patienceMs, signal, check });
};

const hasFallen = (heard: readonly Told[]) =>
  heard.some(({ stepsDone }, index) => stepsDone < (heard[index - 1]?.stepsDone ?? 0));

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
