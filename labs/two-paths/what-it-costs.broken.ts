import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('two-paths/what-it-costs', [
  {
    what: 'the first run of each message stops halfway, and the message comes again',
    claims: ['a-queue-adds-three-requests', 'the-wait-is-billed-on-both'],
    breaks: [
      {
        file: 'handlers/queued.ts',
        find: 'async function place({ body, messageId }: SQSRecord) {',
        replace:
          "async function place({ body, messageId, attributes }: SQSRecord) {\n  if (attributes.ApproximateReceiveCount === '1') throw new Error('Stopped halfway.');",
      },
      {
        file: 'stack.ts',
        find: "setting('visibilityTimeoutSeconds') ?? 30",
        replace: "setting('visibilityTimeoutSeconds') ?? 1",
      },
      {
        file: 'stack.ts',
        find: "setting('functionTimeoutSeconds') ?? 5",
        replace: "setting('functionTimeoutSeconds') ?? 1",
      },
    ],
    parameters: { orders: 5 },
  },
]);
