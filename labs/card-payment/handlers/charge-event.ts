/** What the provider tells of a charge. */
export interface ChargeEvent {
  id: string;
  charge: {
    id: string;
    orderId: string;
    status: 'authorized' | 'captured' | 'voided';
    /** Counts the states of this charge, from 1: a later state has a higher one. */
    version: number;
  };
}

/** The event in a JSON body, or undefined when it is not one. */
export function parseEvent(body: string): ChargeEvent | undefined {
  try {
    const { id, charge } = JSON.parse(body);
    const texts = [id, charge.id, charge.orderId].every((each) => typeof each === 'string' && each !== '');
    const isKnown = ['authorized', 'captured', 'voided'].includes(charge.status);
    return texts && isKnown && Number.isInteger(charge.version) ? { id, charge } : undefined;
  } catch {
    return undefined;
  }
}
