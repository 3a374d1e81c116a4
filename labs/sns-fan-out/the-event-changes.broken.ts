import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sns-fan-out/the-event-changes', [
  {
    what: 'the mailer checks the event too',
    claims: ['a-rename-is-loud-here-and-silent-there'],
    breaks: [
      {
        file: 'handlers/mailer.ts',
        find: '    if (version !== 1)',
        replace: "    if (cents === undefined) throw new Error('no price');\n    if (version !== 1)",
      },
    ],
  },
  {
    what: 'the old name is not sent beside the new one',
    claims: ['both-names-harm-nobody'],
    breaks: [
      {
        file: 'handlers/order-placed.ts',
        find: '  both: (placed) => ({ version: 1, ...placed, priceInCents: placed.cents }),',
        replace: '  both: ({ cents, ...placed }) => ({ version: 1, ...placed, priceInCents: cents }),',
      },
    ],
  },
  {
    what: 'the mailer does not look at the version',
    claims: ['a-version-makes-it-loud'],
    breaks: [
      { file: 'handlers/mailer.ts', find: 'if (version !== 1)', replace: 'if (version === undefined)' },
    ],
  },
  {
    what: 'the producer publishes what breaks the contract all the same',
    claims: ['a-check-before-publishing-stops-it-at-its-source'],
    breaks: [
      {
        file: 'handlers/accept-order.ts',
        find: 'if (broken.length > 0) throw',
        replace: 'if (broken.length > 99) throw',
      },
    ],
  },
]);
