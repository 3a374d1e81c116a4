import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

export type Variant = 'two' | 'three' | 'one-fails' | 'one-slow';
type Metric =
  | 'accepted'
  | 'published'
  | 'mails'
  | 'invoices'
  | 'labels'
  | 'invocations'
  | 'writes'
  | 'mailerTries'
  | 'mailerFailures'
  | 'repliesFirst'
  | 'invoicesFirst'
  | 'labelsFirst';
type Parameter = 'orders' | 'apartMs' | 'serviceMs';

const always = ({ min, max }: Summary, value: number) => min === value && max === value;

/** What a run of one-more-consumer is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-consumer-more-is-no-change-for-the-producer',
    statement:
      'A third consumer subscribes, and the producer does what it did before: it publishes one event for each order. All orders are accepted, and each consumer works on all of them.',
    reach: 'mechanism',
    seeds: ['001/subscribers'],
    notShown: 'What the third consumer needs to know about the events, and who tells it when they change.',
    judge: ({ two, three }, { orders }) => ({
      holds:
        [two, three].every(
          (each) =>
            always(each.accepted, orders) &&
            always(each.published, orders) &&
            always(each.mails, orders) &&
            always(each.invoices, orders),
        ) &&
        always(two.labels, 0) &&
        always(three.labels, orders),
      because: `Events published for ${orders} orders: ${two.published.median} with two consumers, ${three.published.median} with three. Mails, invoices and labels stored: ${two.mails.median}, ${two.invoices.median} and ${two.labels.median}, then ${three.mails.median}, ${three.invoices.median} and ${three.labels.median}.`,
    }),
  },
  {
    id: 'each-consumer-costs-an-invocation-and-a-write',
    statement:
      'Each consumer costs one function invocation and one write more for each order, while nothing fails.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Prices, and a consumer that takes messages in batches: with SQS in between one invocation can do for several.',
    judge: ({ two, three }, { orders }) => ({
      holds:
        always(two.invocations, 3 * orders) &&
        always(three.invocations, 4 * orders) &&
        always(two.writes, 2 * orders) &&
        always(three.writes, 3 * orders),
      because: `For ${orders} orders ${two.invocations.median} invocations and ${two.writes.median} writes with two consumers, ${three.invocations.median} and ${three.writes.median} with three.`,
    }),
  },
  {
    id: 'a-consumer-that-fails-fails-alone',
    statement:
      'The mailer fails at every event. All orders are accepted all the same, the two others work on all of them, and no caller gets an error. Each event is tried three times, and then lies in the queue that is the mailer’s on-failure destination.',
    reach: 'mechanism',
    seeds: ['001/fault-tolerance'],
    notShown:
      'Somebody who looks into that queue. Without a destination the events would be gone. And a dependency that all consumers share: when that fails, they fail together.',
    judge: ({ 'one-fails': fails }, { orders }) => ({
      holds:
        always(fails.accepted, orders) &&
        always(fails.mails, 0) &&
        always(fails.invoices, orders) &&
        always(fails.labels, orders) &&
        always(fails.mailerTries, 3 * orders) &&
        always(fails.mailerFailures, orders),
      because: `Accepted: ${fails.accepted.median} of ${orders}. Invoices: ${fails.invoices.median}, labels: ${fails.labels.median}, mails: ${fails.mails.median}. The mailer was run ${fails.mailerTries.median} times, and ${fails.mailerFailures.median} events lay in its on-failure destination.`,
    }),
  },
  {
    id: 'a-slow-consumer-is-slow-alone',
    statement:
      'The mailer is slow. Every reply, every invoice and every label comes before the mail of the same order: nobody else waits for it.',
    reach: 'mechanism',
    seeds: ['000/decoupled'],
    notShown:
      'Consumers that share the concurrency of the account, or a table with a limit: then one that is slow takes room from the others.',
    judge: ({ 'one-slow': slow }, { orders }) => ({
      holds:
        always(slow.accepted, orders) &&
        always(slow.mails, orders) &&
        always(slow.repliesFirst, orders) &&
        always(slow.invoicesFirst, orders) &&
        always(slow.labelsFirst, orders),
      because: `Before the mail of the same order came ${slow.repliesFirst.median} replies, ${slow.invoicesFirst.median} invoices and ${slow.labelsFirst.median} labels, of ${orders} each.`,
    }),
  },
];
