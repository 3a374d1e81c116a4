import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('move-to-async/shadow-flag-drain', [
  {
    what: 'a request is paid for at every attempt',
    claims: ['the-key-comes-first'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: "const once = PAYS_ONCE === '1';",
        replace: "const once = PAYS_ONCE === 'never';",
      },
    ],
  },
  {
    what: 'a share is always one of requests',
    claims: ['requests-or-customers'],
    breaks: [
      {
        file: 'handlers/paths-of.ts',
        find: "shareOf === 'customers' ? request.customer : keyOf(request)",
        replace: 'keyOf({ ...request, item: shareOf })',
      },
    ],
  },
  {
    what: 'an older version is stored too',
    claims: ['each-step-is-a-seam'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: "KEEPS_NEWER === '1' ? newer : undefined",
        replace: "KEEPS_NEWER === 'never' ? newer : undefined",
      },
    ],
  },
  {
    what: 'the old path answers with a receipt as well, and does nothing',
    claims: ['back-means-drain'],
    breaks: [
      {
        file: 'handlers/receive-order.ts',
        find: '  if (answers) await placeOrder(request);\n  return json(answers ? 200 : 202,',
        replace: '  if (answers && queues) await placeOrder(request);\n  return json(202,',
      },
    ],
  },
  {
    what: 'a step that is new is an error',
    claims: ['nobody-was-refused'],
    breaks: [
      {
        file: 'handlers/paths-of.ts',
        find: "if (step === 'queued') return { answers: false, queues: true };",
        replace: '',
      },
    ],
  },
]);
