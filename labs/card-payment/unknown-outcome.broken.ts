import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('card-payment/unknown-outcome', [
  {
    what: 'the key never reaches the provider',
    claims: ['tried-again-without-a-key'],
    breaks: [
      {
        file: 'handlers/authorize-order.ts',
        find: "provider.authorize(order, guard === 'provider' ? order.orderId : undefined)",
        replace: 'provider.authorize(order, undefined)',
      },
    ],
  },
  {
    what: 'our own record lets a second attempt through',
    claims: ['tried-again-without-a-key', 'our-own-record-cannot-know'],
    breaks: [
      {
        file: 'handlers/authorize-order.ts',
        find: "if (status !== 'authorizing' || guard !== 'provider') return status;",
        replace: "if (status !== 'authorizing') return status;",
      },
    ],
  },
  {
    what: 'whoever tries again with a key finds it in progress for ever',
    claims: ['the-providers-key-needs-another-try'],
    breaks: [
      {
        file: 'handlers/authorize-order.ts',
        find: "guard !== 'provider') return status;",
        replace: 'true) return status;',
      },
    ],
  },
  {
    what: 'the comparison ends no order that the provider has charged',
    claims: ['compared-every-order-ends'],
    breaks: [
      {
        file: 'handlers/reconcile-orders.ts',
        find: "if (charge) await orders.settle(orderId, { status: 'authorized', chargeId: charge.id });",
        replace: 'if (charge) continue;',
      },
    ],
  },
]);
