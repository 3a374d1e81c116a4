import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('container-workers/scale-on-backlog', [
  {
    what: 'the service that is scaled never goes below three tasks',
    claims: ['first-order-waits', 'grows-by-the-minute', 'nothing-to-do', 'trickle-from-nothing'],
    breaks: [
      {
        file: 'stack.ts',
        find: "const minTasks = setting('minTasks') ?? 0;\n    const maxTasks = setting('maxTasks') ?? 6;",
        replace: "const minTasks = setting('minTasks') ?? 3;\n    const maxTasks = setting('maxTasks') ?? 3;",
      },
    ],
  },
]);
