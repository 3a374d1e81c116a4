import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('many-restaurants/one-slow-restaurant', [
  {
    what: 'the message group is the order and not the restaurant',
    claims: [
      'a-fair-queue-serves-the-quiet-first',
      'a-fair-queue-takes-nothing-back',
      'a-share-of-its-own-is-a-limit',
    ],
    breaks: [
      {
        file: 'stack.ts',
        find: "message.custom('MessageGroupId', name)",
        replace: "message.custom('MessageGroupId', '$request.body.orderId')",
      },
    ],
  },
  {
    what: 'every variant has a queue for each restaurant',
    claims: [
      'one-queue-lets-the-flood-pass',
      'a-fair-queue-serves-the-quiet-first',
      'a-fair-queue-takes-nothing-back',
      'a-share-of-its-own-is-a-limit',
    ],
    breaks: [
      {
        file: 'stack.ts',
        find: "this.node.tryGetContext('queues') ?? 'fair'",
        replace: "'each'",
      },
    ],
  },
]);
