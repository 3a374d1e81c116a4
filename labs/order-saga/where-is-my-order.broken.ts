import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('order-saga/where-is-my-order', [
  {
    what: 'the log keeps one event of an order and no other',
    claims: ['a-history-is-one-place'],
    breaks: [
      {
        file: 'handlers/choreographed/keep-event.ts',
        find: 'told: `',
        replace: "told: 'latest', toldAt: `",
      },
    ],
  },
  {
    what: 'the durable function says that a step failed, and not how',
    claims: ['only-a-caller-keeps-the-error'],
    breaks: [
      {
        file: 'handlers/orchestrated/fulfil.ts',
        find: '  if (FunctionError) throw',
        replace: "  if (FunctionError) throw new Error('A step failed.');\n  if (FunctionError) throw",
      },
    ],
  },
  {
    what: 'the payment hears of an order twice',
    claims: ['a-queue-counts-by-itself'],
    breaks: [
      {
        file: 'handlers/saga/events.ts',
        find: "AuthorisePayment: ['StockReserved'],",
        replace: "AuthorisePayment: ['StockReserved', 'OrderPlaced'],",
      },
    ],
  },
  {
    what: 'the shipping reacts to the same event with payment and without',
    claims: ['a-step-more'],
    breaks: [
      {
        file: 'handlers/saga/events.ts',
        find: "BookShipment: ['StockReserved'] }",
        replace: "BookShipment: ['PaymentAuthorised'] }",
      },
    ],
  },
]);
