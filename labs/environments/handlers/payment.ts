import { setTimeout as wait } from 'node:timers/promises';

/** Stands in for a payment provider that authorizes the amount. An authorization that nobody captures lapses. */
export const authorize = () => wait(Number(process.env.SERVICE_MS));
