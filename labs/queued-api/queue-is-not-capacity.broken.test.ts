import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/queue-is-not-capacity', [
  {
    what: 'the capacity is above the arrivals',
    claims: [
      'backlog-grows-by-the-difference',
      'accepted-is-not-served',
      'refusing-at-the-door-keeps-the-promise',
      'dropping-stale-work-keeps-the-rest-useful',
    ],
    breaks: [
      { file: 'stack.ts', find: "setting('serviceMs') ?? 200", replace: "setting('serviceMs') ?? 20" },
    ],
  },
]);
