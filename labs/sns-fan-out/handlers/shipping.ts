import type { SQSEvent } from 'aws-lambda';
import { workAndStore } from './effects-table.ts';
import type { OrderPlaced } from './order-placed.ts';

/** Writes the label of the parcel. It reads the fields that it needs, and looks at nothing else. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const { orderId, customer, item } = JSON.parse(body) as OrderPlaced;
    await workAndStore({ consumer: 'shipping', orderId, customer, text: `${item} for ${customer}` });
  }
}
