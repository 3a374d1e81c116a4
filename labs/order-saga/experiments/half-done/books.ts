import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Surroundings } from '#experiment/define-experiment.ts';

/** What the services keep of one order: the state in each table, none where there is no row. */
export interface Books {
  orderId: string;
  order: string | undefined;
  reservation: string | undefined;
  payment: string | undefined;
  shipment: string | undefined;
}

const tables = {
  order: 'OrdersTable',
  reservation: 'ReservationsTable',
  payment: 'PaymentsTable',
  shipment: 'ShipmentsTable',
};

/** Reads in all services what they keep of these orders, at most 25 of them. */
export async function readBooks(
  { clients, outputs }: Pick<Surroundings<string>, 'clients' | 'outputs'>,
  orderIds: readonly string[],
): Promise<Books[]> {
  const Keys = orderIds.map((orderId) => ({ orderId }));
  const names = Object.values(tables).map((name) => outputs[name] ?? '');
  const { Responses = {} } = await clients.documents.send(
    new BatchGetCommand({
      RequestItems: Object.fromEntries(names.map((name) => [name, { Keys, ConsistentRead: true }])),
    }),
  );
  const stateIn = (table: string, orderId: string): string | undefined =>
    Responses[outputs[table] ?? '']?.find((row) => row.orderId === orderId)?.state;
  return orderIds.map((orderId) => ({
    orderId,
    order: stateIn(tables.order, orderId),
    reservation: stateIn(tables.reservation, orderId),
    payment: stateIn(tables.payment, orderId),
    shipment: stateIn(tables.shipment, orderId),
  }));
}

/** How many pieces and authorisations are held for orders that nothing is shipped for. */
export const heldFor = (books: readonly Books[]) => {
  const notShipped = books.filter(({ shipment }) => shipment !== 'done');
  return {
    pieces: notShipped.filter(({ reservation }) => reservation === 'done').length,
    authorisations: notShipped.filter(({ payment }) => payment === 'done').length,
  };
};

export const hasEnded = ({ order }: Books): boolean => order === 'completed' || order === 'cancelled';
