import { setTimeout as wait } from 'node:timers/promises';

const serviceMs = Number(process.env.SERVICE_MS);

/** Stands in for a payment provider: it takes as long as the stack says, and always takes the money. */
export const pay = (): Promise<void> => wait(serviceMs);
