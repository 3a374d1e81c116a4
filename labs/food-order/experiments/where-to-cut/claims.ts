import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'received' | 'paid' | 'accepted';
type Metric =
  | 'knewTheEnd'
  | 'overturned'
  | 'mailed'
  | 'accepted'
  | 'refunds'
  | 'refundsAfterReply'
  | 'replyServices'
  | 'doneServices';
type Parameter = 'good' | 'declined' | 'refused' | 'serviceMs';

/** What a run of where-to-cut is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'what-the-reply-leaves-open',
    statement:
      'Every step that comes after the reply can overturn it. Before the card both orders that fail were answered 202; after the card only the one that its restaurant refuses; after the restaurant none, and every reply said how the order ended.',
    reach: 'mechanism',
    seeds: ['002/food-order'],
    notShown:
      'How many cards are declined and how many restaurants refuse: one each is set. A customer who closes the page and never reads the mail.',
    // Counts, and times that can only be longer: a busy machine changes neither.
    tolerance: { loopLag: 10, cpuTaken: 2 },
    judge({ received, paid, accepted }, { good, declined, refused }) {
      const all = good + declined + refused;
      return {
        holds:
          declined > 0 &&
          refused > 0 &&
          received.overturned.min === declined + refused &&
          received.knewTheEnd.max === 0 &&
          [paid.overturned.min, paid.overturned.max].every((each) => each === refused) &&
          [paid.knewTheEnd.min, paid.knewTheEnd.max].every((each) => each === declined) &&
          accepted.overturned.max === 0 &&
          accepted.knewTheEnd.min === all &&
          [received, paid, accepted].every((each) => each.mailed.min === each.overturned.min),
        because: `Answered 202 and failed afterwards: ${received.overturned.median}, ${paid.overturned.median} and ${accepted.overturned.median} of ${all}, with the reply before the card, after it and after the restaurant. The reply said the end of ${received.knewTheEnd.median}, ${paid.knewTheEnd.median} and ${accepted.knewTheEnd.median}.`,
      };
    },
  },
  {
    id: 'what-the-reply-waits-for',
    statement:
      'The customer waits for each step in front of the reply: for neither, less than one service time; for the card, at least one; for the card and the restaurant, at least two.',
    reach: 'mechanism',
    seeds: ['002/food-order'],
    notShown: 'How long a restaurant really takes. If a person has to tap on a screen, it is minutes.',
    // The quickest of several replies: it takes a lot to make each of them wait for the machine.
    tolerance: { loopLag: 1, cpuTaken: 1 },
    judge: ({ received, paid, accepted }) => ({
      holds: received.replyServices.max < 1 && paid.replyServices.min >= 1 && accepted.replyServices.min >= 2,
      because: `The quickest reply took ${inTenths(received.replyServices.median)}, ${inTenths(paid.replyServices.median)} and ${inTenths(accepted.replyServices.median)} service times, before the card, after it and after the restaurant.`,
    }),
  },
  {
    id: 'an-early-reply-is-not-an-early-end',
    statement:
      'The order itself is done no sooner: wherever the reply comes, the restaurant has taken it after two service times at the earliest.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A load under which a queue between the steps would help, or wait.',
    // Counts, and times that can only be longer: a busy machine changes neither.
    tolerance: { loopLag: 10, cpuTaken: 2 },
    judge: ({ received, paid, accepted }, { good }) => ({
      holds: [received, paid, accepted].every(
        (each) => each.doneServices.min >= 2 && each.accepted.min === good,
      ),
      because: `The restaurant had taken the order after ${inTenths(received.doneServices.median)}, ${inTenths(paid.doneServices.median)} and ${inTenths(accepted.doneServices.median)} service times.`,
    }),
  },
  {
    id: 'the-cut-saves-no-refund',
    statement:
      'Wherever the reply comes, the restaurant that refuses costs a refund, because the card comes before it. What the cut decides is whether the charge is given back before or after the reply.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'An authorisation that is captured later, which is voided in the place of a refund. And a refund that fails, and has to be tried until it succeeds.',
    // Counts, and times that can only be longer: a busy machine changes neither.
    tolerance: { loopLag: 10, cpuTaken: 2 },
    judge({ received, paid, accepted }, { refused }) {
      const kinds = [received, paid, accepted];
      return {
        holds:
          refused > 0 &&
          kinds.every(({ refunds }) => refunds.min === refused && refunds.max === refused) &&
          received.refundsAfterReply.min === refused &&
          paid.refundsAfterReply.min === refused &&
          accepted.refundsAfterReply.max === 0,
        because: `Charges given back: ${kinds.map(({ refunds }) => refunds.median).join(', ')}; after the reply ${kinds.map(({ refundsAfterReply }) => refundsAfterReply.median).join(', ')}.`,
      };
    },
  },
];

const inTenths = (value: number) => value.toFixed(1);
