import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('order-status/the-price-of-asking', [
  {
    what: 'the status route holds every question for as long as the work takes',
    claims: ['questions-are-time-over-pause', 'late-by-the-pause', 'back-off-asks-less-and-hears-later'],
    breaks: [
      {
        file: 'handlers/tell-status.ts',
        find: "  const row = await findStatus(pathParameters?.orderId ?? '');",
        replace:
          "  await new Promise((resolve) => setTimeout(resolve, 2 * Number(process.env.SERVICE_MS)));\n  const row = await findStatus(pathParameters?.orderId ?? '');",
      },
    ],
  },
]);
