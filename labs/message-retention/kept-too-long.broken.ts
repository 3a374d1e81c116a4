import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('message-retention/kept-too-long', [
  {
    what: 'the queue keeps messages for one day',
    claims: ['back-in-time-loses-nothing'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'retentionPeriod: Duration.days(4)',
        replace: 'retentionPeriod: Duration.days(1)',
      },
    ],
  },
  {
    what: 'the dead-letter queue keeps messages for three days less than it says',
    claims: ['the-move-does-not-restart-the-clock'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'Duration.days(deadLetterDays)',
        replace: 'Duration.days(deadLetterDays - 3)',
      },
    ],
  },
  {
    what: 'the dead-letter queue keeps messages for 14 days, whatever the setting says',
    claims: ['the-same-retention-leaves-the-rest'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'Duration.days(deadLetterDays)',
        replace: 'Duration.days(deadLetterDays * 0 + 14)',
      },
    ],
  },
]);
