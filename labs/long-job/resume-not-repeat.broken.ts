import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('long-job/resume-not-repeat', [
  {
    what: 'the progress in the table is read, and nobody heeds it',
    claims: ['done-again', 'progress-falls'],
    breaks: [
      {
        file: 'handlers/write-report.ts',
        find: 'if (index < report.stepsDone) continue;',
        replace: '',
      },
    ],
  },
  {
    what: 'a report that is cancelled still takes progress',
    claims: ['cancel-between-steps'],
    breaks: [
      {
        file: 'handlers/write-report.ts',
        find: 'if (!(await storeProgress(reportId, index + 1, statusAfter(index)))) return;',
        replace: 'await storeProgress(reportId, index + 1, statusAfter(index));',
      },
    ],
  },
]);
