import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims } from './shadow-flag-drain/claims.ts';
import { move, stepOf } from './shadow-flag-drain/move.ts';
import { lastItem, rowsOf, type Shop, sendOrders, sendRequest } from './shadow-flag-drain/orders.ts';

const pipeline = ['HTTP API', 'Lambda', '[SQS, Lambda]', 'DynamoDB'];
const share = 'share:50';
const steps = [
  { name: 'shadow', ms: 1000 },
  { name: share, ms: 2000 },
  { name: 'queued', ms: 1000 },
];
const moveMs = steps.reduce((sum, { ms }) => sum + ms, 0);
/** One customer after the other, for a second longer than the move lasts. */
const load = { customers: 50, everyMs: 100, changeAfterMs: 250 };

const variant = (
  label: string,
  {
    key,
    shareOf,
    versions,
    back = 'the queue drains',
  }: Record<'key' | 'shareOf' | 'versions', string> & {
    back?: string;
  },
) => ({
  label,
  pipeline,
  context: {
    paysOnce: key === 'yes' ? 1 : 0,
    shareOf,
    keepsNewer: versions === 'yes' ? 1 : 0,
  },
  parameters: {
    key: { label: 'a request is paid for once under its key', value: key },
    shareOf: { label: 'half are moved, of the', value: shareOf },
    versions: { label: 'only a newer version is stored', value: versions },
    back: { label: 'on the way back', value: back },
  },
});

export default defineExperiment({
  question:
    'An API is moved behind a queue while orders keep coming: a shadow, a share, all of it, and then back again. What is paid for twice, which orders end wrong, and what is never done?',
  nextStep:
    'In labs/move-to-async/experiments/shadow-flag-drain.ts, let a customer change the order after 2,500 ms instead of 250: which orders still end wrong around a step?',
  byHand: ({ ApiUrl, StepName }) => [
    `aws ssm put-parameter --endpoint-url $AWS_ENDPOINT_URL_SSM --name ${StepName} --value shadow --overwrite`,
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"orderId":"mine","customer":"me","item":"espresso","version":1}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  parameters: {
    orders: {
      label: 'orders, each changed once by its customer',
      value: load.customers,
      unit: 'orders',
    },
    changeAfterMs: { label: 'from an order to its change', value: load.changeAfterMs, unit: 'ms' },
    shadowed: {
      label: 'requests that are sent while the shadow lasts, at least',
      // Within the second, less the time until each environment knows of it and the change that comes late.
      value: 10,
      unit: 'requests',
    },
    concurrency: {
      label: 'queued requests worked on at the same time',
      fromOutput: 'Concurrency',
      unit: 'requests',
    },
    stepKeptMs: {
      label: 'time for which an environment goes by the step that it has read',
      fromOutput: 'StepKeptMs',
      unit: 'ms',
    },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that both paths wait for.',
    },
  },
  variants: {
    'no-key': variant('no key', { key: 'no', shareOf: 'requests', versions: 'no' }),
    key: variant('with a key', { key: 'yes', shareOf: 'requests', versions: 'no' }),
    customers: variant('a share of customers', { key: 'yes', shareOf: 'customers', versions: 'no' }),
    versions: variant('and versions', { key: 'yes', shareOf: 'customers', versions: 'yes' }),
    stopped: variant('the same, consumer stopped', {
      key: 'yes',
      shareOf: 'customers',
      versions: 'yes',
      back: 'the consumer is stopped',
    }),
  },
  metrics: {
    paidTwice: { label: 'requests that were paid for more than once', unit: 'requests', better: 'lower' },
    wrongInShare: {
      label: 'orders that end without their change, both requests sent while half is moved',
      unit: 'orders',
      better: 'lower',
    },
    wrongAround: {
      label: 'orders that end without their change, sent around a change of step',
      unit: 'orders',
      better: 'lower',
    },
    waitingAtBack: {
      label: 'requests in the queue when the way back begins',
      unit: 'requests',
      better: 'neither',
    },
    receipts: { label: 'requests answered with a receipt', unit: 'requests', better: 'neither' },
    undone: {
      label: 'receipts whose request was not worked on when the run ended',
      unit: 'requests',
      better: 'lower',
    },
    refused: { label: 'requests without a 200 or a 202', unit: 'requests', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'wrong-with-versions',
      prompt:
        'Half of the customers are moved, then all, then none. No request has a version. Of 50 orders, how many end in the state that their customer has already changed?',
      unit: 'orders',
      answer: ({ customers }) => customers.wrongInShare.median + customers.wrongAround.median,
    },
    {
      kind: 'choice',
      id: 'way-back',
      prompt:
        'The new path makes trouble. The flag goes back, and somebody stops the consumer of the queue too. What becomes of the orders that have their 202?',
      options: [
        { value: 'undone', label: 'Those still in the queue are not worked on' },
        { value: 'done', label: 'The old path does them' },
      ],
      answer: ({ stopped }) => (stopped.undone.median > 0 ? 'undone' : 'done'),
    },
  ],

  async warmUp(shop) {
    const { clients, outputs } = shop;
    await clients.putParameter(outputs.StepName ?? '', 'shadow');
    await warmUpEnvironments(6, (index) => sendRequest(shop, warmUpRequest(index)));
    await untilQueueIsEmpty(shop);
    await clients.putParameter(outputs.StepName ?? '', 'sync');
  },

  async run({ variant, progress, ...shop }) {
    const { clients, clock, outputs, parameters, signal } = shop;
    const start = clock.now();
    let waitingAtBack = 0;
    const [requests, gone] = await Promise.all([
      sendOrders(shop, load),
      move(shop, { steps, keptMs: parameters.stepKeptMs }, async (step) => {
        progress(Math.min(0.9, (clock.now() - start) / (1.3 * moveMs)), `at the step “${step}”`);
        if (step !== 'sync') return;
        const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
        waitingAtBack = waiting + inFlight;
        if (variant === 'stopped') await stopConsumer(shop);
      }),
    ]);
    // The consumer that was stopped is given as much time as the others need to drain the queue, and half as much again.
    const drainMs = (waitingAtBack * parameters.serviceMs) / parameters.concurrency;
    if (variant === 'stopped') await clock.sleepUntil(clock.now() + 1.5 * drainMs, signal);
    else await untilQueueIsEmpty(shop);

    const orders = new Map((await rowsOf(shop, outputs.TableName)).map((row) => [row.orderId, row]));
    const payments = Map.groupBy(await rowsOf(shop, outputs.PaymentsTableName), ({ key }) => String(key));
    const paid = ({ orderId, version }: { orderId: string; version: number }) =>
      payments.get(`${orderId}:${version}`)?.length ?? 0;
    const wrong = [...Map.groupBy(requests, ({ orderId }) => orderId)].flatMap(([orderId, both]) => {
      const first = Math.min(...both.map(({ sentAt }) => sentAt));
      // Which step a request meets is known when it is answered: what was sent before a change may come after it.
      const last = Math.max(...both.map(({ answeredAt }) => answeredAt));
      if (orders.get(orderId)?.item === lastItem) return [];
      return [stepOf(gone, first, last)];
    });
    const receipts = requests.filter(({ status }) => status === 202);
    return {
      metrics: {
        paidTwice: requests.filter((request) => paid(request) > 1).length,
        wrongInShare: wrong.filter((step) => step === share).length,
        wrongAround: wrong.filter((step) => step !== share).length,
        waitingAtBack,
        receipts: receipts.length,
        undone: receipts.filter((request) => paid(request) === 0).length,
        refused: requests.filter(({ status }) => status !== 200 && status !== 202).length,
      },
      series: {},
    };
  },

  claims,
});

const warmUpRequest = (index: number) => ({
  orderId: `warm-up-${index}`,
  customer: `warm-up-${index}`,
  item: 'espresso',
  version: 1,
});

/** What somebody does who wants the new path to do nothing more: no environment of the function may work. */
const stopConsumer = ({ clients, outputs }: Shop) =>
  clients.lambda.send(
    new PutFunctionConcurrencyCommand({
      FunctionName: outputs.WorkerName,
      ReservedConcurrentExecutions: 0,
    }),
  );

/** Waits until no message waits or is in flight. */
async function untilQueueIsEmpty({ clients, clock, outputs, signal }: Shop): Promise<void> {
  const from = clock.now();
  const check = async () => {
    const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
    return waiting + inFlight === 0;
  };
  const at = await pollUntil({ clock, from, everyMs: 50, until: from + 30_000, signal, check });
  if (at === undefined) throw new Error('The queue is not empty after 30 seconds.');
}
