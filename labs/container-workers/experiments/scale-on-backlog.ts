import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { claims } from './scale-on-backlog/claims.ts';
import { sendOrders } from './shared/orders.ts';
import { countAt, invocationsIn, mostOf, tasksIn, within } from './shared/worker-time.ts';

/** A minute of AWS takes a second. */
const timeScale = 1 / 60;
const minuteMs = 60_000 * timeScale;

const containers = ['SQS', 'ECS on Fargate', 'DynamoDB'];
const tasks = (least: number, most: number) => ({
  least: { label: 'least tasks', value: least, unit: 'tasks' },
  most: { label: 'most tasks', value: most, unit: 'tasks' },
});

export default defineExperiment({
  question:
    'A burst of orders, then a steady trickle, then nothing. Lambda’s poller, containers that are scaled on the backlog per task, and a fixed number of containers: how fast does each grow and shrink, what waits, and what is paid for?',
  nextStep:
    'In labs/container-workers/stack.ts, let minTasks be 1 unless it is set, and give the scaled variant no other: what does the first order of the burst wait for now, and what do the minutes with nothing cost?',
  byHand: ({ ContainerQueueUrl }) => [
    `aws sqs send-message --endpoint-url $AWS_ENDPOINT_URL_SQS --queue-url ${ContainerQueueUrl} --message-body '{"orderId":"mine-1"}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  // What is compared is minutes of AWS, each a second long here. A worker that is there takes an order in no time, one
  // that has to start in about a minute, and a claim asks for a third of that: a third of a second would decide it.
  tolerance: { loopLag: 0.25, cpuTaken: 0.6 },
  serviceTime: { value: minuteMs },
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: timeScale,
      injected:
        'A minute of metrics, alarms and cooldowns takes one second, and so does the start of a task: AWS’s minutes are what is counted.',
    },
    taskStartSeconds: {
      label: 'from when a task is asked for until its container begins',
      unit: 's',
      value: 35,
      injected: 'AWS says that 30 to 45 seconds or longer are normal on Fargate, and promises nothing.',
    },
  },
  parameters: {
    burst: { label: 'orders of the burst, all at once', value: 36, unit: 'orders' },
    trickle: { label: 'orders of the trickle', value: 5, unit: 'orders' },
    trickleMinutes: { label: 'minutes of AWS between two of them', value: 2, unit: 'min' },
    quietMinutes: { label: 'minutes of AWS with nothing to do', value: 8, unit: 'min' },
    serviceMs: {
      label: 'time that the work on an order takes',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for 18 seconds of work, on the scale of AWS’s waits.',
    },
    minTasks: { label: 'tasks that the service begins with', fromOutput: 'MinTasks', unit: 'tasks' },
  },
  variants: {
    lambda: {
      label: 'Lambda’s poller',
      pipeline: ['SQS', 'Lambda', 'DynamoDB'],
      parameters: { most: { label: 'most orders at once', value: 6, unit: 'orders' } },
    },
    scaled: { label: 'scaled containers', pipeline: containers, parameters: tasks(0, 6) },
    fixed: {
      label: 'fixed containers',
      pipeline: containers,
      context: { minTasks: 3, maxTasks: 3 },
      parameters: tasks(3, 3),
    },
  },
  metrics: {
    firstWaits: { label: 'burst: the first order waits', unit: 'min', better: 'lower' },
    most: { label: 'burst: most workers at once', unit: 'workers', better: 'neither' },
    growMinutes: { label: 'burst: until there are as many', unit: 'min', better: 'lower' },
    drainMinutes: { label: 'burst: until the last order is done', unit: 'min', better: 'lower' },
    trickleWaits: { label: 'trickle: the order that waits longest', unit: 'min', better: 'lower' },
    quietPaid: { label: 'nothing to do: worker minutes paid for', unit: 'min', better: 'lower' },
    leftRunning: { label: 'nothing to do: workers left at the end', unit: 'workers', better: 'lower' },
    stopsMinutes: { label: 'nothing to do: until none is left', unit: 'min', better: 'lower' },
    paid: { label: 'worker minutes paid for in all', unit: 'min', better: 'lower' },
    done: { label: 'orders done', unit: 'orders', better: 'higher' },
  },
  series: {
    workers: {
      label: 'workers',
      unit: 'workers',
      x: { label: 'since the burst', unit: 'min' },
    },
  },
  predictions: [
    {
      kind: 'number',
      id: 'first-waits',
      prompt:
        'No task runs, and alarms look once a minute. How many minutes does the first order of the burst wait for a container?',
      unit: 'min',
      answer: (results) => results.scaled.firstWaits.median,
    },
    {
      kind: 'number',
      id: 'quiet-paid',
      prompt:
        'For eight minutes there is nothing to do. How many container minutes are paid for with three fixed tasks?',
      unit: 'min',
      answer: (results) => results.fixed.quietPaid.median,
    },
  ],

  async warmUp() {},

  async run({ variant, parameters, progress, events, clients, clock, outputs, signal }) {
    const onLambda = variant === 'lambda';
    const QueueUrl = (onLambda ? outputs.FunctionQueueUrl : outputs.ContainerQueueUrl) ?? '';
    const queue = onLambda ? 'FunctionQueue' : 'ContainerQueue';
    const deleted = () => eventsOf(events, 'message-deleted', queue);
    const minutes = (count: number) => clock.sleepUntil(clock.now() + count * minuteMs, signal);
    const untilDone = (count: number) => {
      const from = clock.now();
      const check = async () => deleted().length >= count;
      return pollUntil({ clock, from, everyMs: 50, until: from + 40 * minuteMs, signal, check });
    };

    // The fixed tasks poll before the burst comes.
    const from = clock.now();
    const check = async () => eventsOf(events, 'log-line', 'Service').length >= parameters.minTasks;
    await pollUntil({
      clock,
      from: from + 2 * minuteMs,
      everyMs: 50,
      until: from + 10 * minuteMs,
      signal,
      check,
    });
    const { burst, trickle } = parameters;
    await sendOrders(clients.sqs, QueueUrl, burst);
    await untilDone(burst);
    progress(0.4, `${deleted().length} orders of the burst done`);

    for (let sent = 0; sent < trickle; sent += 1) {
      await minutes(parameters.trickleMinutes);
      await sendOrders(clients.sqs, QueueUrl, 1);
    }
    await untilDone(burst + trickle);
    progress(0.6, 'nothing to do');
    await minutes(parameters.quietMinutes);

    const workers = onLambda ? invocationsIn(events) : tasksIn(events, parameters.minTasks);
    const sent = eventsOf(events, 'message-enqueued', queue);
    const waitOf = ({ messageId, at }: { messageId: string; at: number }) => {
      const received = eventsOf(events, 'message-received', queue).find(
        (each) => each.messageId === messageId,
      );
      return ((received?.at ?? Number.POSITIVE_INFINITY) - at) / minuteMs;
    };
    const start = sent[0]?.at ?? 0;
    const drained = deleted()[burst - 1]?.at ?? Number.NaN;
    const quiet = deleted().at(-1)?.at ?? Number.NaN;
    const end = quiet + parameters.quietMinutes * minuteMs;
    const most = mostOf(workers.running, start, drained);
    const lastEnd = Math.max(quiet, ...workers.running.map(({ to }) => to));
    const x = Array.from({ length: 80 }, (_, index) => ((index / 79) * (end - start)) / minuteMs);
    return {
      metrics: {
        firstWaits: Math.min(...sent.slice(0, burst).map(waitOf)),
        most: most.count,
        growMinutes: (most.at - start) / minuteMs,
        drainMinutes: (drained - start) / minuteMs,
        trickleWaits: Math.max(...sent.slice(burst).map(waitOf)),
        quietPaid: within(workers.paid, quiet, end) / minuteMs,
        leftRunning: countAt(workers.running, end),
        stopsMinutes: Math.min(lastEnd - quiet, end - quiet) / minuteMs,
        paid: within(workers.paid, start, end) / minuteMs,
        done: deleted().length,
      },
      series: {
        workers: { x, values: x.map((minute) => countAt(workers.running, start + minute * minuteMs)) },
      },
    };
  },

  claims,
});
