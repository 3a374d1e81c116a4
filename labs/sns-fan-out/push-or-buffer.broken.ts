import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sns-fan-out/push-or-buffer', [
  {
    what: 'the queue’s consumer has no cap',
    claims: ['a-topic-hands-the-burst-on'],
    breaks: [{ file: 'stack.ts', find: 'maxConcurrency: shippingAtOnce', replace: 'maxConcurrency: 50' }],
  },
  {
    what: 'the mailer is not capped',
    claims: ['a-cap-without-a-queue-throttles', 'an-event-that-gets-no-turn-is-dropped'],
    breaks: [
      {
        file: 'stack.ts',
        find: '        reservedConcurrentExecutions: reserved.mailer,\n',
        replace: '',
      },
    ],
  },
  {
    what: 'a message may be received only once',
    claims: ['an-outage-outlasts-the-retries'],
    breaks: [{ file: 'stack.ts', find: 'maxReceiveCount: 10', replace: 'maxReceiveCount: 1' }],
  },
]);
