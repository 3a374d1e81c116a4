import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('container-workers/stop-with-work-in-hand', [
  {
    what: 'the worker that is said to drain does not listen',
    claims: ['drained', 'too-little-time'],
    breaks: [
      {
        file: 'handlers/worker.ts',
        find: "if (process.env.ON_SIGTERM === 'drain') process.once('SIGTERM', () => stop.abort());",
        replace: '',
      },
    ],
  },
  {
    what: 'every worker ends at once when it is told to',
    claims: ['deaf-works-on'],
    breaks: [
      {
        file: 'handlers/worker.ts',
        find: "if (process.env.ON_SIGTERM === 'drain') process.once('SIGTERM', () => stop.abort());",
        replace: "process.once('SIGTERM', () => process.exit(1));",
      },
    ],
  },
  {
    what: 'a worker deletes a message before it works on it',
    claims: ['nothing-lost'],
    breaks: [
      {
        file: 'handlers/worker.ts',
        find: '  try {\n    await workOn(',
        replace:
          '  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));\n  try {\n    await workOn(',
      },
    ],
  },
]);
