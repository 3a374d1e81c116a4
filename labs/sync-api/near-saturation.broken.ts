import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/near-saturation', [
  {
    what: 'a function without the limit that the stack names',
    claims: ['erlang-b-says-how-many', 'refused-before-it-is-full', 'the-cliff-is-refusals'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'reservedConcurrentExecutions: concurrency',
        // More than ever arrive: nobody can be refused, however slow the machine is.
        replace: 'reservedConcurrentExecutions: 500',
      },
    ],
  },
]);
