import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('food-order/row-and-event', [
  {
    what: 'the table’s stream tells what was to be told in a second step',
    claims: ['row-first-loses-events', 'a-retry-hides-the-loss', 'event-first-makes-phantoms'],
    breaks: [
      {
        file: 'stack.ts',
        find: "this.node.tryGetContext('tell') ?? 'stream'",
        replace: "(this.node.tryGetContext('tell') === 'outbox' ? 'outbox' : 'stream')",
      },
    ],
  },
  {
    what: 'the relay takes an event out of the outbox before it tells it',
    claims: ['one-write-loses-nothing'],
    breaks: [
      {
        file: 'handlers/relay-outbox.ts',
        find: 'await tell([order as Order]);',
        replace:
          'await client.send(new DeleteCommand({ TableName, Key: { eventId } }));\n      await tell([order as Order]);',
      },
    ],
  },
]);
