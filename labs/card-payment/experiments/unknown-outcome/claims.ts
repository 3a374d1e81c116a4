import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'none' | 'local' | 'provider' | 'reconciled';
type Metric = 'placed' | 'chargedTwice' | 'chargedForNothing' | 'unpaid' | 'unknown' | 'requests';
type Parameter = 'orders' | 'interrupted' | 'serviceMs' | 'deadlineMs' | 'apartMs' | 'attempts';

/** Two of the three moments of a timeout end in a charge: while and after. At each, one client tries again. */
const charging = (interrupted: number) => (2 * interrupted) / 3;

/** What a run of unknown-outcome is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'tried-again-without-a-key',
    statement:
      'Without a key, whoever tries again after a timeout is charged twice if the provider had charged or still did. With our own record, with the provider’s key and with the comparison nobody is charged twice.',
    reach: 'mechanism',
    seeds: ['001/payment'],
    notShown:
      'A provider that recognises a second charge by itself, by card and amount. And attempts that overlap within our function: each of these began after the one before had been answered.',
    judge: ({ none, local, provider, reconciled }, { interrupted }) => ({
      holds:
        none.chargedTwice.min === charging(interrupted) / 2 &&
        none.chargedTwice.max === charging(interrupted) / 2 &&
        [local, provider, reconciled].every(({ chargedTwice }) => chargedTwice.max === 0),
      because: `Customers charged twice: ${none.chargedTwice.median} without a key, ${local.chargedTwice.median} with our record, ${provider.chargedTwice.median} with the provider’s key, ${reconciled.chargedTwice.median} with the comparison.`,
    }),
  },
  {
    id: 'our-own-record-cannot-know',
    statement:
      'Our own record refuses the second attempt and cannot say how the first one ended: every order that met a timeout stays without an end, and where the provider charged, the customer paid for nothing.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A record that is deleted or runs out when an attempt fails. It lets the second attempt through, and is then no better than no key.',
    judge: ({ local }, { interrupted }) => ({
      holds:
        local.unknown.min === interrupted &&
        local.unknown.max === interrupted &&
        local.chargedForNothing.min === charging(interrupted) &&
        local.chargedForNothing.max === charging(interrupted),
      because: `Of ${interrupted} orders that met a timeout, ${local.unknown.median} have no end, and ${local.chargedForNothing.median} are charged and not placed.`,
    }),
  },
  {
    id: 'the-providers-key-needs-another-try',
    statement:
      'With the provider’s key a second attempt learns how the first one ended. An order whose client gives up stays without an end, although the same key would tell.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A key that the provider has forgotten: the same request then is a new charge.',
    judge: ({ provider }, { orders, interrupted }) => ({
      holds:
        provider.unknown.min === interrupted / 2 &&
        provider.unknown.max === interrupted / 2 &&
        provider.placed.min === orders - interrupted / 2 &&
        provider.chargedForNothing.min === charging(interrupted) / 2,
      because: `Placed: ${provider.placed.median} of ${orders}, with ${interrupted / 2} clients that tried again. Of the ${interrupted / 2} that gave up, ${provider.unknown.median} orders have no end, and ${provider.chargedForNothing.median} are charged.`,
    }),
  },
  {
    id: 'compared-every-order-ends',
    statement:
      'When a job compares our orders with the provider’s charges, every order has an end: nobody is charged for nothing, nobody is charged twice, and no order is placed without a charge.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A provider whose list lags behind its charges. And how long a customer waits for the end: as long as the job’s interval, and longer where nothing was charged.',
    judge: ({ reconciled }) => ({
      holds:
        reconciled.unknown.max === 0 &&
        reconciled.chargedForNothing.max === 0 &&
        reconciled.chargedTwice.max === 0 &&
        reconciled.unpaid.max === 0,
      because: `Orders without an end: ${reconciled.unknown.max}. Charged for nothing: ${reconciled.chargedForNothing.max}. Charged twice: ${reconciled.chargedTwice.max}. Placed without a charge: ${reconciled.unpaid.max}.`,
    }),
  },
];
