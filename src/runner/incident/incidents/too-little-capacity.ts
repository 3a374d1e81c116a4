import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import type { Incident } from '../incident.ts';

/** The table is taken off on-demand capacity. */
const incident: Incident = {
  cause: 'capacity',
  pager: [
    'Customers say: it comes late, or not at all.',
    'Finance is glad: somebody found out how to save on the database.',
  ],
  pageAfter: 24,
  harms: ['late'],
  async strike({ target, names }) {
    await target.clients.documents.send(
      new UpdateTableCommand({
        TableName: names.tableName,
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { WriteCapacityUnits: 1, ReadCapacityUnits: 10 },
      }),
    );
  },
  happened: 'the table was given one write unit a second, less than the orders need',
  signals: [
    {
      command: 'metrics',
      shows: 'the table throttles writes',
      pattern: /Orders +throttled[ ·0]*[1-9]/,
      first: ({ type }) => type === 'capacity-throttled',
    },
  ],
  shortest: ['set Orders write-capacity on-demand', 'wait 9', 'redrive'],
  temptation: { commands: ['purge OrderQueue', 'purge DeadLetters'], harm: 'lost' },
};

export default incident;
