import type { SNSEvent } from 'aws-lambda';
import { workAndStore } from './effects-table.ts';
import type { OrderPlaced } from './order-placed.ts';

/** Writes to the customer. It looks at the event's version, and trusts what the fields hold. */
export async function handler({ Records }: SNSEvent): Promise<void> {
  for (const { Sns } of Records) {
    // #region trust
    const { version, orderId, customer, item, cents } = JSON.parse(Sns.Message) as OrderPlaced;
    if (version !== 1) throw new Error(`The mailer does not know version ${version} of the event.`);
    const text = `Thank you for your order: ${item}, ${cents / 100} euros.`;
    await workAndStore({ consumer: 'mailer', orderId, customer, text });
    // #endregion trust
  }
}
