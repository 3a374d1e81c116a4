import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/critical-path', [
  {
    what: 'the slowest hop takes half as long as the experiment believes',
    claims: ['every-millisecond-reaches-the-caller', 'never-sooner-than-the-slowest-hop'],
    breaks: [
      {
        file: 'experiments/critical-path.ts',
        find: 'context: { serviceMs },',
        replace: 'context: { serviceMs: serviceMs / 2 },',
      },
    ],
    parameters: { orders: 6 },
  },
]);
