import type { Demand } from '#experiment/define-repair.ts';

/** Many events of one customer show the order, several customers that nobody waits for another. */
export const variants = { 'one-group': { label: '1 customer' }, 'five-groups': { label: '5 customers' } };

type Metric = 'sent' | 'accepted' | 'stored' | 'outOfOrder' | 'repeated' | 'atOnce' | 'doneSeconds';
type OfEvents = Demand<keyof typeof variants, Metric, never>;

/** What the repairs of this lab demand: what one has broken, another has to keep. */
export const customersDoNotWait: OfEvents = {
  id: 'customers-do-not-wait-for-each-other',
  statement: 'Events of different customers are worked on side by side.',
  judge: ({ 'five-groups': run }) => ({
    holds: run.atOnce.min > 1,
    because: `At most ${run.atOnce.median} events were worked on at the same time; it took ${run.doneSeconds.median} s.`,
  }),
};

export const inOrder: OfEvents = {
  id: 'in-the-order-of-each-customer',
  statement: 'The events of each customer are worked on in the order in which they were sent.',
  judge: ({ 'one-group': one, 'five-groups': five }) => ({
    holds: one.outOfOrder.max === 0 && five.outOfOrder.max === 0,
    because: `${one.outOfOrder.median} of ${one.stored.median} events of one customer were worked on after a later one, and ${five.outOfOrder.median} of ${five.stored.median} of five customers.`,
  }),
};

export const onceEach: OfEvents = {
  id: 'sent-twice-is-worked-on-once',
  statement: 'An event that is sent again under its id is worked on once.',
  judge: ({ 'one-group': one, 'five-groups': five }) => ({
    holds: one.repeated.max === 0 && five.repeated.max === 0,
    because: `${one.repeated.median + five.repeated.median} events were worked on twice.`,
  }),
};

export const allOfThem: OfEvents = {
  id: 'every-event-is-worked-on',
  statement: 'Every event is accepted, and worked on.',
  judge: ({ 'five-groups': run }) => ({
    // Of five customers each one's last event is sent twice.
    holds: run.accepted.min === run.sent.min && run.stored.min >= run.sent.min - 5,
    because: `${run.accepted.median} of ${run.sent.median} requests were accepted, and ${run.stored.median} events worked on.`,
  }),
};
