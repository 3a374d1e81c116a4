import { createHmac } from 'node:crypto';
import { Ledger, type LedgerCharge } from '../../stand-in/ledger.ts';
import type { Scenario } from './scenario.ts';

export const secret = 'whsec_test';

/** An event as it is sent. */
export interface Sent {
  raw: string;
  signature?: string;
  /** Unix seconds of its signature. */
  at: number;
}

/** As the provider signs; another secret is a guess. */
export const signed = (raw: string, at: number, by = secret): Sent => ({
  raw,
  signature: `t=${at},v1=${createHmac('sha256', by).update(`${at}.${raw}`).digest('hex')}`,
  at,
});

/** What the provider tells of a charge as it is now. */
export const textOf = ({ id, orderId, status, version }: LedgerCharge): string =>
  JSON.stringify({
    id: `evt_${id}_${version}`,
    type: `charge.${status}`,
    charge: { id, orderId, status, version },
  });

/** The provider’s charges in the end, and every event that it sends of them, some of them twice. */
export function chargesAndEvents(planned: Scenario['charges']): {
  charges: LedgerCharge[];
  events: string[];
} {
  const ledger = new Ledger();
  const events = planned.flatMap(({ later, toldAgain }, number) => {
    const charge = ledger.authorize(
      { orderId: `order-${number}`, card: 'espresso', amount: 300 },
      `order-${number}`,
    );
    const ofCharge = [textOf(charge)];
    for (const status of later) {
      if (status === 'captured') ledger.capture(charge.id);
      else ledger.void(charge.id);
      ofCharge.push(textOf(charge));
    }
    return [...ofCharge, ...toldAgain.map((index) => ofCharge[index % ofCharge.length] as string)];
  });
  return { charges: ledger.charges, events };
}
