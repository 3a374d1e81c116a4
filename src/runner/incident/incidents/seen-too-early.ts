import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Incident } from '../incident.ts';

/** The work takes longer than a message is hidden, and the function pays without a key. */
const incident: Incident = {
  cause: 'visibility',
  pager: [
    'Customers say: I bought one coffee, and my card was charged for two, or three.',
    'No release today. Somebody tuned the queue, “so that failed orders are tried again sooner”.',
  ],
  pageAfter: 18,
  harms: ['twice', 'late'],
  release: [
    { file: 'handlers/table.ts', find: "    headers: { 'idempotency-key': orderId },\n", replace: '' },
  ],
  before({ provider }) {
    provider.manners.first.ms = 2_000;
    provider.manners.second.ms = 2_000;
  },
  async strike({ target, names }) {
    await target.clients.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: names.queueUrl, Attributes: { VisibilityTimeout: '1' } }),
    );
  },
  happened:
    'the visibility timeout was set to 1 s, and an order takes 2 s: it was received again while it was worked on',
  signals: [
    {
      command: 'customers',
      shows: 'customers are charged twice',
      pattern: /my card was charged twice/,
    },
    {
      command: 'events visible again',
      shows:
        'messages become visible again, a second after they were received; a trace shows their first invocation still at work',
      pattern: /visible again/,
      first: ({ type }) => type === 'message-returned',
    },
  ],
  shortest: ['set OrderQueue visibility-timeout 8'],
};

export default incident;
