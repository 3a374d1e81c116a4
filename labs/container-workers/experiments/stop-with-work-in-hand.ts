import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { itemsWhere } from '#experiment/table.ts';
import { sendOrders } from './shared/orders.ts';
import { claims } from './stop-with-work-in-hand/claims.ts';

/** A minute of AWS takes three seconds. */
const timeScale = 1 / 20;
const minuteMs = 60_000 * timeScale;
const tasks = 4;

const pipeline = ['SQS', 'ECS on Fargate', 'DynamoDB'];
/** All tasks come with one step of scaling, and all go with one; the next step down comes after the run. */
const common = { serviceMs: 5_400, visibilitySeconds: 4, maxTasks: tasks, step: tasks, cooldownSeconds: 600 };
const on = (does: string, stopSeconds: number) => ({
  sigterm: { label: 'SIGTERM', value: does },
  stopSeconds: { label: 'stop timeout', value: stopSeconds, unit: 's' },
});

export default defineExperiment({
  question:
    'A service is scaled in while each of its containers has an order in hand. What is begun again: when the worker drains, when it does not hear SIGTERM, when SIGTERM ends it, and when it has too little time?',
  nextStep:
    'In labs/container-workers/handlers/worker.ts, let the loop go on whatever `stop` says: which variant is it now like?',
  byHand: ({ ContainerQueueUrl }) => [
    `aws sqs send-message --endpoint-url $AWS_ENDPOINT_URL_SQS --queue-url ${ContainerQueueUrl} --message-body '{"orderId":"mine-1"}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  // Counts of what lies seconds apart: a container that begins a second later changes none.
  tolerance: { loopLag: 0.2, cpuTaken: 2 },
  serviceTime: { fromOutput: 'ServiceMs' },
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: timeScale,
      injected: 'A minute of metrics and alarms takes three seconds, and so does one of a stop timeout.',
    },
    taskStartSeconds: {
      label: 'from when a task is asked for until its container begins',
      unit: 's',
      value: 60,
      injected:
        'AWS promises none. It is long enough that the next tasks run only when all that are stopping have been looked at.',
    },
  },
  parameters: {
    inHand: { label: 'orders in hand when the service is scaled in', value: tasks, unit: 'orders' },
    more: { label: 'orders that come while the tasks are stopping', value: tasks, unit: 'orders' },
    serviceMs: {
      label: 'time that the work on an order takes',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for 108 seconds of work, on the scale of AWS’s waits.',
    },
    stopSeconds: { label: 'stop timeout of the stack', fromOutput: 'StopSeconds', unit: 's' },
  },
  variants: {
    drains: {
      label: 'drains',
      pipeline,
      context: { ...common, onSigterm: 'drain' },
      parameters: on('drains', 120),
    },
    deaf: {
      label: 'does not hear it',
      pipeline,
      context: { ...common, onSigterm: 'nothing' },
      parameters: on('is not handled by the container’s first process', 120),
    },
    'ends-at-once': {
      label: 'is ended by it',
      pipeline,
      context: { ...common, onSigterm: 'nothing', initProcess: 1 },
      parameters: on('is handed on by an init process and not handled', 120),
    },
    'too-short': {
      label: 'drains, in 20 seconds',
      pipeline,
      context: { ...common, onSigterm: 'drain', stopSeconds: 20 },
      parameters: on('drains', 20),
    },
  },
  metrics: {
    inHand: { label: 'orders in hand when the tasks were stopped', unit: 'orders', better: 'neither' },
    killed: {
      label: 'of the stopped tasks, killed at the end of the stop timeout',
      unit: 'tasks',
      better: 'lower',
    },
    takenWhileStopping: {
      label: 'orders received after SIGTERM by a task that was stopping',
      unit: 'orders',
      better: 'lower',
    },
    again: { label: 'orders received again', unit: 'orders', better: 'lower' },
    done: { label: 'orders done', unit: 'orders', better: 'higher' },
    doneTwice: { label: 'orders done more than once', unit: 'orders', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'deaf-again',
      prompt:
        'Four containers, an order in hand each; the worker does not handle SIGTERM, and is its container’s first process. While they are stopping, four more orders come. How many of the eight are received and worked on again?',
      unit: 'orders',
      answer: (results) => results.deaf.again.median,
    },
    {
      kind: 'number',
      id: 'drains-again',
      prompt: 'And when the worker drains?',
      unit: 'orders',
      answer: (results) => results.drains.again.median,
    },
  ],

  async warmUp() {},

  async run({ parameters, progress, events, clients, clock, outputs, signal }) {
    const { ContainerQueueUrl = '', WorkTable = '' } = outputs;
    const { inHand, more } = parameters;
    const changes = (status: string) =>
      eventsOf(events, 'task-changed').filter((each) => each.status === status);
    const received = () => eventsOf(events, 'message-received', 'ContainerQueue');
    const deleted = () => eventsOf(events, 'message-deleted', 'ContainerQueue');
    const until = (what: () => Promise<boolean> | boolean) => {
      const from = clock.now();
      const check = async () => what();
      return pollUntil({ clock, from, everyMs: 20, until: from + 20 * minuteMs, signal, check });
    };

    await sendOrders(clients.sqs, ContainerQueueUrl, inHand);
    await until(() => changes('STOPPING').length >= tasks);
    const [before, doneBefore] = [received().length, deleted().length];
    progress(0.4, `${changes('STOPPING').length} tasks are stopping`);
    await sendOrders(clients.sqs, ContainerQueueUrl, more);
    // Until the next tasks run, whoever begins an order is stopping.
    const stopping = new Set(changes('STOPPING').map(({ taskId }) => taskId));
    const replaced = () => changes('RUNNING').some(({ taskId }) => !stopping.has(taskId));
    await until(() => replaced() || changes('STOPPED').length >= tasks);
    const takenWhileStopping = received().length - before;
    progress(0.6, `${takenWhileStopping} orders received meanwhile`);
    await until(() => deleted().length === inHand + more);

    const marks = await itemsWhere(clients.documents, WorkTable, 'mark', 'done');
    const done = new Set(marks.map(({ orderId }) => orderId)).size;
    const again = new Set(received().flatMap((each) => (each.receiveCount > 1 ? each.messageId : [])));
    const ends = changes('STOPPED').filter(({ taskId }) => stopping.has(taskId));
    return {
      metrics: {
        inHand: before - doneBefore,
        killed: ends.filter(({ exitCode }) => exitCode === 137).length,
        takenWhileStopping,
        again: again.size,
        done,
        doneTwice: marks.length - done,
      },
      series: {},
    };
  },

  claims,
});
