import { defineExperiment } from '#experiment/define-experiment.ts';
import { mostAtOnce } from '#experiment/overlap.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { claims } from './order-of-events/claims.ts';
import { type Customer, sendEvents, storedSteps } from './order-of-events/customers.ts';

const events = 24;

const variant = (label: string, queue: 'standard' | 'fifo', customers: number, poison = false) => ({
  label,
  pipeline: ['HTTP API', queue === 'fifo' ? 'SQS FIFO' : 'SQS', 'Lambda', 'DynamoDB'],
  parameters: {
    queue: { label: 'queue', value: queue },
    customers: { label: 'customers (message groups)', value: customers },
    poison: { label: 'first event of the first customer can never be worked on', value: poison },
  },
  context: { queue },
});

const loads = {
  standard: { customers: 1, poison: false },
  'one-group': { customers: 1, poison: false },
  'five-groups': { customers: 5, poison: false },
  poison: { customers: 5, poison: true },
};

export default defineExperiment({
  question:
    'Events of a customer are sent one after the other. In which order are they worked on, what does that order cost, and what if one event fails?',
  nextStep:
    'Map MessageGroupId to $request.body.eventId in labs/fifo-queue/stack.ts and run it again: what becomes of the order, and what of the time?',
  byHand: ({ ApiUrl }) => [`curl -i ${ApiUrl}/events --json '{"eventId":"mine-1","customer":"me","step":1}'`],
  repetitions: 3,
  freshDeployments: true,
  parameters: {
    events: { label: 'events of all customers together, about', value: events, unit: 'events' },
    serviceMs: {
      label: 'service time, from half of it to one and a half',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for the work on an event.',
    },
    visibilityTimeoutSeconds: {
      label: 'visibility timeout',
      fromOutput: 'VisibilityTimeoutSeconds',
      unit: 's',
    },
    maxReceiveCount: { label: 'maxReceiveCount', fromOutput: 'MaxReceiveCount' },
  },
  variants: {
    standard: variant('standard queue, 1 customer', 'standard', 1),
    'one-group': variant('FIFO queue, 1 group', 'fifo', 1),
    'five-groups': variant('FIFO queue, 5 groups', 'fifo', 5),
    poison: variant('FIFO, 5 groups, poison', 'fifo', 5, true),
  },
  metrics: {
    sent: { label: 'events sent, each customer’s last one twice', unit: 'events', better: 'neither' },
    accepted: { label: 'events accepted', unit: 'events', better: 'neither' },
    stored: { label: 'events worked on', unit: 'events', better: 'neither' },
    repeated: { label: 'events worked on twice', unit: 'events', better: 'lower' },
    outOfOrder: {
      label: 'events worked on after a later one of their customer',
      unit: 'events',
      better: 'lower',
    },
    atOnce: { label: 'events worked on at the same time, at most', unit: 'events', better: 'higher' },
    atOnceOfOne: { label: 'of one customer', unit: 'events', better: 'neither' },
    doneSeconds: { label: 'seconds until the last event is done', unit: 's', better: 'lower' },
    othersDone: {
      label: 'events of the other customers done while the poison is there',
      unit: 'events',
      better: 'higher',
    },
    behindPoison: {
      label: 'events behind the poison done while it is there',
      unit: 'events',
      better: 'higher',
    },
    behindPoisonLater: {
      label: 'events behind the poison done in the end',
      unit: 'events',
      better: 'higher',
    },
    deadLettered: { label: 'dead letters', unit: 'messages', better: 'neither' },
  },
  series: {},
  predictions: [
    {
      kind: 'choice',
      id: 'one-group',
      prompt:
        'All events belong to one customer, and the FIFO queue has five pollers. How many are worked on at the same time?',
      options: [
        { value: 'one', label: 'one' },
        { value: 'five', label: 'five: there are five pollers' },
      ],
      answer: (results) => (results['one-group'].atOnce.max > 1 ? 'five' : 'one'),
    },
    {
      kind: 'number',
      id: 'out-of-order',
      prompt: `${events} events of one customer through a standard queue: how many are worked on after a later one?`,
      unit: 'events',
      answer: ({ standard }) => standard.outOfOrder.median,
    },
  ],

  async warmUp(surroundings) {
    const { runId, clock } = surroundings;
    const customers = [1, 2, 3, 4, 5].map((index) => ({ name: `${runId}-warm-${index}`, steps: [1, 2] }));
    await Promise.all(customers.map((customer) => sendEvents(surroundings, customer)));
    await untilEmpty(surroundings, clock.now());
  },

  async run({ variant, repetition, progress, ...surroundings }) {
    const { clients, clock, outputs, parameters, runId } = surroundings;
    const { customers: count, poison } = loads[variant];
    const perCustomer = Math.floor(events / count);
    const customers = Array.from({ length: count }, (_, index): Customer => {
      const steps = Array.from({ length: perCustomer }, (_, step) => step + 1);
      return {
        name: `${runId}-${variant}-${repetition}-${index + 1}`,
        steps: poison && index === 0 ? ['poison', ...steps] : steps,
        sendsLastTwice: true,
      };
    });

    const begin = clock.now();
    progress(0.1, 'customers send their events');
    const statuses = (await Promise.all(customers.map((each) => sendEvents(surroundings, each)))).flat();
    progress(0.3, 'events are worked on');
    await untilEmpty(surroundings, clock.now());

    const done = await Promise.all(customers.map(({ name }) => storedSteps(surroundings, name)));
    const all = done.flat();
    const [first = [], ...others] = done;
    // Not a moment before its visibility timeouts are over can the poison be gone.
    const poisonedUntil = begin + parameters.maxReceiveCount * parameters.visibilityTimeoutSeconds * 1000;
    const whilePoisoned = ({ to }: { to: number }) => to < poisonedUntil;
    const { waiting } = await queueDepth(clients.sqs, outputs.DeadLetterQueueUrl ?? '');
    return {
      metrics: {
        sent: statuses.length,
        accepted: statuses.filter((status) => status === 202).length,
        stored: all.length,
        repeated: done.reduce(
          (sum, each) => sum + each.length - new Set(each.map(({ step }) => step)).size,
          0,
        ),
        outOfOrder: done.reduce((sum, each) => sum + countOutOfOrder(each.map(({ step }) => step)), 0),
        atOnce: mostAtOnce(all),
        atOnceOfOne: Math.max(...done.map(mostAtOnce)),
        doneSeconds: (Math.max(...all.map(({ to }) => to)) - begin) / 1000,
        othersDone: poison ? others.flat().filter(whilePoisoned).length : 0,
        behindPoison: poison ? first.filter(whilePoisoned).length : 0,
        behindPoisonLater: poison ? first.length : 0,
        deadLettered: waiting,
      },
      series: {},
    };
  },

  claims,
});

async function untilEmpty(
  { clients, clock, outputs, signal }: Parameters<typeof sendEvents>[0],
  from: number,
): Promise<void> {
  await pollUntil({
    clock,
    from,
    everyMs: 50,
    until: from + 20_000,
    signal,
    async check() {
      const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
      return waiting + inFlight === 0;
    },
  });
}

/** How many come after a higher one. */
const countOutOfOrder = (steps: number[]) =>
  steps.filter((step, index) => steps.slice(0, index).some((earlier) => earlier > step)).length;
