import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/protect-the-table.ts';

export default defineRepair(experiment, {
  variants: {
    none: {
      context: {
        writeUnits: 5,
        serviceMs: 500,
        functionTimeoutSeconds: 3,
        visibilityTimeoutSeconds: 3,
        maxReceiveCount: 20,
      },
    },
  },
  parameters: { orders: 20 },
  probe: {
    metrics: {
      writeUnits: {
        label: 'writes per second that the table is provisioned for',
        unit: '1/s',
        better: 'neither',
      },
    },
    async run({ clients, outputs }) {
      const { Table } = await clients.documents.send(
        new DescribeTableCommand({ TableName: outputs.TableName }),
      );
      return { writeUnits: Table?.ProvisionedThroughput?.WriteCapacityUnits ?? 0 };
    },
  },
  mends: [
    {
      id: 'the-table-refuses-nothing',
      statement: 'The table refuses no write, also in a burst.',
      judge: ({ none }) => ({
        holds: none.throttles.max === 0,
        because: `It refused ${none.throttles.median} writes, for ${none.accepted.median} orders.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'every-order-is-done',
      statement: 'Every order that was accepted is in the table in the end.',
      judge: ({ none }, { orders }) => ({
        holds: none.accepted.min === orders && none.done.min === orders,
        because: `${none.done.median} of ${none.accepted.median} accepted orders are; ${orders} were sent.`,
      }),
    },
    {
      id: 'the-table-costs-what-it-did',
      statement:
        'The table is provisioned for as much as before: other services live with it, and its price is fixed.',
      judge: ({ none }) => ({
        holds: none.writeUnits.min > 0 && none.writeUnits.max <= 5,
        because:
          none.writeUnits.max === 0
            ? 'It is on demand now.'
            : `It is provisioned for ${none.writeUnits.median} writes a second.`,
      }),
    },
  ],
});
