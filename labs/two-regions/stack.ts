import { App } from 'aws-cdk-lib/core';
import { OrderRegion } from './stack/order-region.ts';

const app = new App();
const setting = (name: string): string | undefined => app.node.tryGetContext(name);

// #region strategies
/**
 * What stands ready in the other Region before anything happens: whether the table is replicated, and how many orders the
 * worker there may work on at the same time. With 0 no function runs there at all.
 */
const strategies: Record<string, { replicated: boolean; ready: (full: number) => number }> = {
  'backup-and-restore': { replicated: false, ready: () => 0 },
  'pilot-light': { replicated: true, ready: () => 0 },
  'warm-standby': { replicated: true, ready: () => 1 },
  'both-active': { replicated: true, ready: (full) => full },
};
// #endregion strategies

const strategy = setting('strategy') ?? 'warm-standby';
const chosen = strategies[strategy];
if (!chosen)
  throw new Error(`There is no strategy ${strategy}. Choose one of: ${Object.keys(strategies).join(', ')}.`);

/** How many orders a Region in full service works on at the same time. */
const concurrency = Number(setting('concurrency') ?? 4);
/** How long the stand-in for a payment provider takes. */
const serviceMs = Number(setting('serviceMs') ?? 150);
/** `receipt`: a message is all that an accepted order is. `stored-first`: it is in the table before its caller is answered. */
const accept = setting('accept') ?? 'receipt';

// #region regions
const primaryRegion = setting('primaryRegion') ?? 'us-east-1';
const standbyRegion = setting('standbyRegion') ?? 'eu-west-1';

const common = { accept, concurrency, serviceMs };
const primary = new OrderRegion(app, 'TwoRegionsPrimary', {
  ...common,
  env: { region: primaryRegion },
  role: 'Primary',
  ready: concurrency,
  ...(chosen.replicated && { replicateTo: standbyRegion }),
});
const standby = new OrderRegion(app, 'TwoRegionsStandby', {
  ...common,
  env: { region: standbyRegion },
  role: 'Standby',
  ready: chosen.ready(concurrency),
  // The replica is made with the table: here it is only referred to.
  ...(chosen.replicated && { orders: primary.table?.replica(standbyRegion) }),
});
standby.addDependency(primary);
// #endregion regions
