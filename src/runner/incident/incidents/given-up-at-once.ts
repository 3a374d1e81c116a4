import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Incident } from '../incident.ts';

/** One receive is all that a message gets; the provider fails some calls, as it always did. */
const incident: Incident = {
  cause: 'receive-count',
  pager: [
    'Customers say: one in a few of us waits, and it does not help to be patient.',
    'The provider answers some calls with 503. It always has, and a second try was always enough.',
  ],
  pageAfter: 22,
  harms: ['late'],
  before({ provider }) {
    provider.manners.first.failsFirst = 0.25;
    provider.manners.second.failsFirst = 0.25;
  },
  async strike({ target, names }) {
    await target.clients.sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: names.queueUrl,
        Attributes: {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: names.deadLettersArn, maxReceiveCount: 1 }),
        },
      }),
    );
  },
  happened: 'the maxReceiveCount of the queue was set to 1: who fails once is given up',
  signals: [
    {
      command: 'events dead-lettered',
      shows: 'orders become dead letters after a single receive',
      pattern: /dead-lettered \S+ to \S+ after 1 receives/,
      first: (event) => event.type === 'message-dead-lettered' && event.receiveCount === 1,
    },
  ],
  shortest: ['set OrderQueue max-receive-count 3', 'wait 9', 'redrive'],
  temptation: { commands: ['purge DeadLetters'], harm: 'lost' },
};

export default incident;
