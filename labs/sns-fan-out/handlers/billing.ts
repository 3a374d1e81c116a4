import type { SNSEvent } from 'aws-lambda';
import { workAndStore } from './effects-table.ts';
import { brokenPromises, type OrderPlaced } from './order-placed.ts';

/** Writes the invoice. It takes no event that does not keep what was agreed. */
export async function handler({ Records }: SNSEvent): Promise<void> {
  for (const { Sns } of Records) {
    // #region check
    const event = JSON.parse(Sns.Message) as OrderPlaced;
    const broken = brokenPromises(event);
    if (broken.length > 0) throw new Error(`Billing refuses the event: ${broken.join('; ')}.`);
    const { orderId, customer, cents } = event;
    await workAndStore({ consumer: 'billing', orderId, customer, text: `To pay: ${cents / 100} euros.` });
    // #endregion check
  }
}
