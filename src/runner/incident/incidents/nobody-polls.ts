import { UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { Incident } from '../incident.ts';

/** The mapping between queue and function is off. */
const incident: Incident = {
  cause: 'polling',
  pager: [
    'Customers say: nothing comes any more. Everybody has a receipt.',
    'Errors: none. Throttles: none. Duration: as always.',
  ],
  pageAfter: 15,
  harms: ['late'],
  async strike({ target, names }) {
    await target.clients.lambda.send(
      new UpdateEventSourceMappingCommand({ UUID: names.mappingId, Enabled: false }),
    );
  },
  happened: 'the event source mapping was disabled, and nobody received messages',
  signals: [
    {
      command: 'look queue',
      shows: 'many messages wait, and none is in flight',
      pattern: /OrderQueue\w*: \d{2,} waiting, 0 in flight/,
    },
  ],
  shortest: ['set Worker polling on'],
  temptation: { commands: ['purge OrderQueue'], harm: 'lost' },
};

export default incident;
