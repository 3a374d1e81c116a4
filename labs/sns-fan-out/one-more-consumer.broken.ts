import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sns-fan-out/one-more-consumer', [
  {
    what: 'the producer publishes each event twice',
    claims: [
      'a-consumer-more-is-no-change-for-the-producer',
      'each-consumer-costs-an-invocation-and-a-write',
    ],
    breaks: [
      {
        file: 'handlers/accept-order.ts',
        find: '  await topic.send(',
        replace:
          '  await topic.send(new PublishCommand({ TopicArn, Message: JSON.stringify(event) }));\n  await topic.send(',
      },
    ],
  },
  {
    what: 'nothing keeps the events that a consumer fails at',
    claims: ['a-consumer-that-fails-fails-alone'],
    breaks: [
      { file: 'stack.ts', find: "setting('keepFailures') ?? 1", replace: "setting('keepFailures') ?? 0" },
    ],
  },
  {
    what: 'the invoice takes longer than the slow mailer',
    claims: ['a-slow-consumer-is-slow-alone'],
    breaks: [
      {
        file: 'handlers/billing.ts',
        find: '    const { orderId, customer, cents } = event;',
        replace:
          '    await new Promise((resolve) => setTimeout(resolve, 3000));\n    const { orderId, customer, cents } = event;',
      },
    ],
  },
]);
