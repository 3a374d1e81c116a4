import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Asking, Cloud, Inquiry } from './asking.ts';

/** The services in the order of the chain: their table, their step, and what their states are called. */
const services = [
  {
    table: 'ReservationsTable',
    step: 'ReserveStock',
    refused: 'StockRefused',
    undone: 'StockReleased',
  },
  {
    table: 'PaymentsTable',
    step: 'AuthorisePayment',
    refused: 'PaymentDeclined',
    undone: 'PaymentVoided',
  },
  { table: 'ShipmentsTable', step: 'BookShipment', refused: 'ShipmentRefused', undone: undefined },
] as const;

/** Events join the steps, and nobody keeps the whole: each service has its part in its table, its queue and its dead letters. */
export function askTables({ clients, outputs }: Cloud, asking: Asking): Inquiry {
  const stateIn = async (table: string, orderId: string): Promise<string | undefined> => {
    const { Item } = await asking.at(table, () =>
      clients.documents.send(
        new GetCommand({ TableName: outputs[table], Key: { orderId }, ConsistentRead: true }),
      ),
    );
    return Item?.state;
  };

  return {
    async whereIs(orderId) {
      const order = await stateIn('OrdersTable', orderId);
      if (order !== 'pending') return order;
      for (const { table, step } of services)
        if ((await stateIn(table, orderId)) === undefined) {
          // Its message waits, is being worked on, or was given up: that is another place.
          const isDead = await isIn(`${step}DeadLettersUrl`, orderId);
          return isDead ? `${step}, given up` : step;
        }
      return undefined;
    },
    async whyRefused(orderId) {
      for (const { table, refused } of services)
        if ((await stateIn(table, orderId)) === 'refused') return refused;
      return undefined;
    },
    async lastError(orderId) {
      // A service that failed has stored nothing, and the others do not know.
      const rows = await Promise.all(
        services.map(({ table }) =>
          asking.at(table, () =>
            clients.documents.send(new GetCommand({ TableName: outputs[table], Key: { orderId } })),
          ),
        ),
      );
      return rows.map(({ Item }) => Item?.error).find((error) => error !== undefined);
    },
    async takenBack(orderId) {
      const undone: string[] = [];
      for (const { table, undone: name } of services)
        if (name && (await stateIn(table, orderId)) === 'undone') undone.push(name);
      return undone.sort();
    },
    stuckInPayment: () => countPayment({ clients, outputs }, asking),
  };

  async function isIn(queue: string, orderId: string): Promise<boolean> {
    const { Messages = [] } = await asking.at(queue, () =>
      clients.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: outputs[queue],
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 0,
        }),
      ),
    );
    return Messages.some(({ Body = '{}' }) => JSON.parse(Body).detail?.orderId === orderId);
  }
}

/** A queue counts what waits in it: nobody has to look at a single order. */
export async function countPayment({ clients, outputs }: Cloud, asking: Asking): Promise<number> {
  let count = 0;
  for (const queue of ['AuthorisePaymentQueueUrl', 'AuthorisePaymentDeadLettersUrl']) {
    const { Attributes = {} } = await asking.at(queue, () =>
      clients.sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: outputs[queue],
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      ),
    );
    count += Object.values(Attributes).reduce((sum, each) => sum + Number(each), 0);
  }
  return count;
}
