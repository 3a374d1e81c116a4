import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('food-order/where-to-cut', [
  {
    what: 'every reply comes before the card',
    claims: ['what-the-reply-leaves-open', 'what-the-reply-waits-for', 'the-cut-saves-no-refund'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: "(process.env.REPLY_AT ?? 'accepted') as Status",
        replace: "'received' as Status",
      },
    ],
  },
  {
    what: 'the function does not wait for the restaurant',
    claims: [
      'what-the-reply-leaves-open',
      'what-the-reply-waits-for',
      'an-early-reply-is-not-an-early-end',
      'the-cut-saves-no-refund',
    ],
    breaks: [
      {
        file: 'handlers/advance.ts',
        find: "(await askRestaurant(order)) ? 'accepted' : 'refused'",
        replace: "askRestaurant(order) ? 'accepted' : 'refused'",
      },
    ],
  },
]);
