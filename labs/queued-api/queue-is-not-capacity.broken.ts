import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/queue-is-not-capacity', [
  {
    what: 'four times the capacity, twice what arrives',
    claims: [
      'backlog-grows-by-the-difference',
      'accepted-is-not-served',
      'refusing-at-the-door-keeps-the-promise',
      'dropping-stale-work-keeps-the-rest-useful',
    ],
    breaks: [
      {
        file: 'stack.ts',
        find: "setting('maximumConcurrency') ?? 5",
        replace: "setting('maximumConcurrency') ?? 20",
      },
    ],
  },
]);
