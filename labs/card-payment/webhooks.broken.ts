import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('card-payment/webhooks', [
  {
    what: 'an event of any version is stored',
    claims: [
      'the-last-write-is-not-the-last-state',
      'unsigned-anybody-is-the-provider',
      'signed-and-newer-ends-right',
    ],
    breaks: [
      {
        file: 'handlers/charges-table.ts',
        find: '...(onlyNewer && condition)',
        replace: '...(!Item && condition)',
      },
    ],
  },
  {
    what: 'any signature will do',
    claims: ['unsigned-anybody-is-the-provider', 'signed-and-newer-ends-right'],
    breaks: [
      {
        file: 'handlers/signature.ts',
        find: 'return signature.length === expected.length && timingSafeEqual(signature, expected);',
        replace: 'return signature.length === expected.length || timingSafeEqual(signature, expected);',
      },
    ],
  },
  {
    what: 'no event is acknowledged before it is stored',
    claims: ['acknowledged-is-forgotten'],
    breaks: [
      {
        file: 'handlers/receive-event.ts',
        find: "if (ACK !== 'anyway') throw error;",
        replace: 'throw error;',
      },
    ],
  },
]);
