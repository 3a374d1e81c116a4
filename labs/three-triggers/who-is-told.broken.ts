import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('three-triggers/who-is-told', [
  {
    what: 'the handler answers a request with success although the work failed',
    claims: ['only-the-one-who-waits-is-told'],
    breaks: [
      {
        file: 'handlers/work.ts',
        find: 'throw new Error',
        replace: "if (!('Records' in event)) return { statusCode: 202 }; else throw new Error",
      },
    ],
  },
  {
    what: 'an event of a file is tried once again at most',
    claims: ['a-file-is-tried-three-times-and-dropped'],
    breaks: [
      {
        file: 'stack.ts',
        find: "worker('ByUpload', keepFailures ? { onFailure",
        replace: "worker('ByUpload', keepFailures ? { retryAttempts: 1, onFailure",
      },
    ],
  },
  {
    what: 'a change has the limit without the setting too',
    claims: ['a-row-is-tried-until-a-limit', 'only-the-shard-waits'],
    breaks: [{ file: 'stack.ts', find: '...(keepFailures && {', replace: '...(1 && {' }],
  },
]);
