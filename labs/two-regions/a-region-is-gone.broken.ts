import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('two-regions/a-region-is-gone', [
  {
    what: 'every order is stored before its caller is answered',
    claims: ['no-strategy-copies-the-queue', 'stored-first-is-known-there'],
    breaks: [
      {
        file: 'handlers/front.ts',
        find: "if (process.env.ACCEPT === 'stored-first') await store",
        replace: 'await store',
      },
    ],
  },
  {
    what: 'a write is in the other Region only after a minute',
    claims: ['a-backup-lacks-more-than-the-lag', 'a-region-that-comes-back-brings-them'],
    breaks: [
      {
        file: 'experiments/a-region-is-gone.ts',
        find: 'const replicationSeconds = 0.3;',
        replace: 'const replicationSeconds = 60;',
      },
      {
        file: 'experiments/a-region-is-gone.ts',
        find: '2 * replicationSeconds * 1000',
        replace: '1000',
      },
    ],
  },
  {
    what: 'the warm standby has its functions off, and nobody switches them on',
    claims: ['what-does-not-run-has-to-be-made-first'],
    breaks: [
      {
        file: 'stack.ts',
        find: "'warm-standby': { replicated: true, ready: () => 1 }",
        replace: "'warm-standby': { replicated: true, ready: () => 0 }",
      },
    ],
  },
]);
