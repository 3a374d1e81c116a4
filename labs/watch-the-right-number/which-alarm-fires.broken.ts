import { testBreaks } from '#runner/testing/test-breaks.ts';

const parameters = { before: 1 };

testBreaks('watch-the-right-number/which-alarm-fires', [
  {
    what: 'the synchronous handler says 201 whatever happens, and the depth alarm waits for a thousand messages',
    claims: ['callers-alarms-tell-of-one-path', 'depth-cries-wolf-on-a-busy-day'],
    breaks: [
      {
        file: 'handlers/sync.ts',
        find: 'await placeOrder(order)',
        replace: 'await placeOrder(order).catch(() => order)',
      },
      { file: 'stack.ts', find: 'deep: 5', replace: 'deep: 1_000' },
    ],
    parameters,
  },
  {
    what: 'the queued function has less concurrency than its mapping, and what it cannot work on is reported by throwing',
    claims: ['a-backlog-shows-in-the-queue-alone', 'a-reported-failure-is-no-error'],
    breaks: [
      { file: 'stack.ts', find: "handler('Queued')", replace: "handler('Queued', 1)" },
      {
        file: 'handlers/queued.ts',
        find: 'throwOnFullBatchFailure: false',
        replace: 'throwOnFullBatchFailure: true',
      },
    ],
    parameters,
  },
  {
    what: 'messages may be received a hundred times, from a standard queue',
    claims: ['what-fails-is-given-up-before-it-is-old', 'a-stuck-group-shows-in-the-age-alone'],
    breaks: [
      { file: 'stack.ts', find: 'fifo ? 20 : 3', replace: '100' },
      {
        file: 'stack.ts',
        find: "tryGetContext('queue') === 'fifo'",
        replace: "tryGetContext('queue') === 'no'",
      },
    ],
    parameters,
  },
  {
    what: 'the consumer is called, and fails',
    claims: ['a-consumer-that-is-not-called-cannot-fail'],
    breaks: [
      {
        file: 'experiments/which-alarm-fires/faults.ts',
        find: "{ resource: 'OrderQueue', fault: 'deny' }",
        replace: "{ resource: 'QueuedHandler', fault: 'fail' }",
      },
    ],
    parameters,
  },
]);
