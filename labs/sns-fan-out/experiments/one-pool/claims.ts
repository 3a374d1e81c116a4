import type { ClaimDefinition } from '#experiment/define-experiment.ts';

export type Variant = 'shared' | 'mailer-reserved' | 'accept-reserved';
type Metric =
  | 'filled'
  | 'accepted'
  | 'refused'
  | 'mails'
  | 'dropped'
  | 'mailerPeak'
  | 'acceptThrottles'
  | 'mailerThrottles';
type Parameter = 'fill' | 'callers' | 'account' | 'reservedForMailer' | 'reservedForAccept' | 'serviceMs';

/** What a run of one-pool is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-callers-starve-while-mails-are-written',
    statement:
      'Mails that are being written take all concurrency of the account. Then the function behind the API gets none: every caller of that moment is refused, and no mail is lost.',
    reach: 'mechanism',
    seeds: ['001/independent-scaling'],
    notShown:
      'The size of the pool on AWS, and other functions of the account that have nothing to do with orders: they starve as well.',
    judge: ({ shared }, { fill, callers, account }) => ({
      holds:
        shared.filled.min === fill &&
        shared.mailerPeak.min === account &&
        shared.refused.min === callers &&
        shared.acceptThrottles.min === callers &&
        shared.mails.min === fill &&
        shared.dropped.max === 0,
      because: `With ${shared.mailerPeak.median} mails at the same time in a pool of ${account}, ${shared.refused.median} of ${callers} callers were refused. Mails stored: ${shared.mails.median} of ${fill}.`,
    }),
  },
  {
    id: 'reserving-caps-who-reserves',
    statement:
      'Reserving for the mailer caps it: no more mails than reserved are written at the same time, the others wait in Lambda’s queue, and every caller is accepted.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'How long the mails wait, and that Lambda drops those that get too old.',
    judge: ({ 'mailer-reserved': reserved }, { callers, fill, reservedForMailer }) => ({
      holds:
        reserved.mailerPeak.max === reservedForMailer &&
        reserved.mailerThrottles.min > 0 &&
        reserved.refused.max === 0 &&
        reserved.accepted.min === callers &&
        reserved.mails.min === fill + callers &&
        reserved.dropped.max === 0,
      because: `At most ${reserved.mailerPeak.median} mails at the same time with ${reservedForMailer} reserved; the mailer was throttled ${reserved.mailerThrottles.median} times. Accepted: ${reserved.accepted.median} of ${callers} callers. Mails stored: ${reserved.mails.median} of ${fill + callers}.`,
    }),
  },
  {
    id: 'reserving-takes-from-the-others',
    statement:
      'Reserving for the function behind the API keeps room for its callers: all are accepted. The mailer pays for it: it never gets more than the pool without the reserved part, also while nobody calls.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'More callers at the same time than are reserved for: what is reserved is also the most that the function gets.',
    judge: ({ 'accept-reserved': reserved, shared }, { callers, fill, account, reservedForAccept }) => ({
      holds:
        reserved.accepted.min === callers &&
        reserved.refused.max === 0 &&
        reserved.mailerPeak.max === account - reservedForAccept &&
        shared.mailerPeak.min > reserved.mailerPeak.max &&
        reserved.mails.min === fill + callers,
      because: `Accepted: ${reserved.accepted.median} of ${callers} callers with ${reservedForAccept} reserved. Mails at the same time: ${reserved.mailerPeak.median}, and ${shared.mailerPeak.median} where nothing is reserved.`,
    }),
  },
];
