import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Incident } from '../incident.ts';

/** The queue holds each message back for a while. */
const incident: Incident = {
  cause: 'delay',
  pager: [
    'Customers say: it comes, but it takes for ever.',
    'An alarm is on since last week: there are dead letters. They are of a partner’s test program, says who is on call.',
  ],
  pageAfter: 20,
  harms: ['late'],
  before: ({ traffic }) => traffic.startPartner(0.2),
  async strike({ target, names }) {
    await target.clients.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: names.queueUrl, Attributes: { DelaySeconds: '25' } }),
    );
  },
  happened: 'the queue was given a delay of 25 s, which each new message waits before anybody can receive it',
  signals: [
    {
      command: 'metrics',
      shows: 'messages are delayed, a number that was not there before, while the function has little to do',
      pattern: /OrderQueue +delayed[ ·0]*[1-9]/,
    },
  ],
  shortest: ['set OrderQueue delay 0'],
  temptation: { commands: ['purge OrderQueue'], harm: 'lost' },
};

export default incident;
