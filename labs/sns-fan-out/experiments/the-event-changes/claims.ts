import type { ClaimDefinition } from '#experiment/define-experiment.ts';

export type Variant = 'agreed' | 'renamed' | 'both-names' | 'versioned' | 'checked';
type Metric =
  | 'accepted'
  | 'rightMails'
  | 'wrongMails'
  | 'rightInvoices'
  | 'wrongInvoices'
  | 'labels'
  | 'mailerFailures'
  | 'billingFailures'
  | 'published';
type Parameter = 'orders' | 'serviceMs';

/** What a run of the-event-changes is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-rename-is-loud-here-and-silent-there',
    statement:
      'The producer renames a field, and every order is accepted as before. The consumer that checks the event fails at every one; the one that trusts it stores nonsense for every one, and no error is seen; the one that does not read the field goes on.',
    reach: 'mechanism',
    seeds: ['001/fault-tolerance', '000/decoupled'],
    notShown:
      'How long it takes until somebody reads a mail. And changes that keep all names, such as euros where there were cents: no check of names and types finds them.',
    judge: ({ agreed, renamed }, { orders }) => ({
      holds:
        [agreed, renamed].every((each) => each.accepted.min === orders && each.labels.min === orders) &&
        agreed.rightMails.min === orders &&
        agreed.rightInvoices.min === orders &&
        renamed.billingFailures.min === orders &&
        renamed.rightInvoices.max === 0 &&
        renamed.wrongInvoices.max === 0 &&
        renamed.wrongMails.min === orders &&
        renamed.rightMails.max === 0 &&
        renamed.mailerFailures.max === 0,
      because: `After the rename, of ${orders} accepted orders: ${renamed.billingFailures.median} failed in billing, ${renamed.wrongMails.median} got a mail with a wrong price, ${renamed.labels.median} got their label. Failures of the mailer: ${renamed.mailerFailures.median}.`,
    }),
  },
  {
    id: 'both-names-harm-nobody',
    statement:
      'The producer sends the new name beside the old one: every consumer does for every order what it did before.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'When the old name can go: somebody has to know who reads it.',
    judge: ({ 'both-names': both }, { orders }) => ({
      holds:
        both.accepted.min === orders &&
        both.rightMails.min === orders &&
        both.rightInvoices.min === orders &&
        both.labels.min === orders &&
        both.mailerFailures.max === 0 &&
        both.billingFailures.max === 0,
      because: `Right mails: ${both.rightMails.median}, right invoices: ${both.rightInvoices.median}, labels: ${both.labels.median}, of ${orders}. Failures: ${both.mailerFailures.median + both.billingFailures.median}.`,
    }),
  },
  {
    id: 'a-version-makes-it-loud',
    statement:
      'With a new version in the event the consumers that look at it refuse: nothing wrong is stored, and their events lie in the queues that are their on-failure destinations.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A consumer that does not look at the version: it stores nonsense as before. And who repairs the consumers and sends the events again.',
    judge: ({ versioned }, { orders }) => ({
      holds:
        versioned.accepted.min === orders &&
        versioned.wrongMails.max === 0 &&
        versioned.wrongInvoices.max === 0 &&
        versioned.mailerFailures.min === orders &&
        versioned.billingFailures.min === orders &&
        versioned.labels.min === orders,
      because: `Wrong mails: ${versioned.wrongMails.median}. In the on-failure destinations: ${versioned.mailerFailures.median} of the mailer and ${versioned.billingFailures.median} of billing, of ${orders} orders.`,
    }),
  },
  {
    id: 'a-check-before-publishing-stops-it-at-its-source',
    statement:
      'The producer checks each event against what was agreed before it publishes: the renamed event reaches no consumer, and each caller gets an error.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'The same check in a test that runs before the producer is deployed: then no caller gets an error either. And a contract that no longer says what the consumers read.',
    judge: ({ checked }, { orders }) => ({
      holds:
        orders > 0 &&
        checked.accepted.max === 0 &&
        checked.published.max === 0 &&
        checked.wrongMails.max === 0 &&
        checked.mailerFailures.max === 0 &&
        checked.billingFailures.max === 0,
      because: `Of ${orders} orders ${checked.accepted.median} were accepted and ${checked.published.median} published. Wrong mails: ${checked.wrongMails.median}.`,
    }),
  },
];
