import { UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { Incident } from '../incident.ts';

/** What the mapping's filter does not let through is deleted. */
const incident: Incident = {
  cause: 'filter',
  pager: [
    'Customers say: my flat white never comes. My colleague’s tea does.',
    'Nothing waits, nothing failed, and there are no dead letters. There are fewer orders than receipts.',
  ],
  pageAfter: 24,
  harms: ['lost'],
  async strike({ target, names }) {
    await target.clients.lambda.send(
      new UpdateEventSourceMappingCommand({
        UUID: names.mappingId,
        FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { item: ['espresso', 'tea'] } }) }] },
      }),
    );
  },
  happened:
    'the event source mapping was given a filter that lets espresso and tea through; Lambda deletes the messages that do not match',
  signals: [
    {
      command: 'events filtered',
      shows: 'messages are deleted because they were filtered',
      pattern: /deleted \S+ \(filtered\)/,
      first: (event) => event.type === 'message-deleted' && event.reason === 'filtered',
    },
  ],
  shortest: ['set Worker filter none', 'wait 5'],
};

export default incident;
