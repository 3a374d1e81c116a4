import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'last-write' | 'last-write-signed' | 'versions' | 'versions-signed' | 'acks-anyway';
type Metric = 'wrong' | 'overtaken' | 'forgedTaken' | 'forgedLasts' | 'lost';
type Parameter = 'orders' | 'serviceMs';

/** What a run of webhooks is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-last-write-is-not-the-last-state',
    statement:
      'When the last write wins, a first event that comes again or late puts a captured charge back to authorised. When only a higher version is stored, it changes nothing.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Providers that send no version: then fetch the charge and store what it says now, or allow only steps forward.',
    judge: ({ 'last-write-signed': last, 'versions-signed': versions }) => ({
      holds: last.overtaken.min === 2 && versions.overtaken.max === 0,
      because: `Of one charge whose first event came twice and one where it came late, put back: ${last.overtaken.median} when the last write wins, ${versions.overtaken.median} with versions.`,
    }),
  },
  {
    id: 'unsigned-anybody-is-the-provider',
    statement:
      'Without a check of the signature a forged event is taken. With versions it lasts: a forged high version keeps every true event out. With the check it is refused.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A secret that has leaked. A true event that is sent anew: the time in the signature refuses it, which a test of the lab shows.',
    judge: ({
      'last-write': last,
      'last-write-signed': lastSigned,
      versions,
      'versions-signed': signed,
    }) => ({
      holds:
        last.forgedTaken.min === 1 &&
        versions.forgedTaken.min === 1 &&
        versions.forgedLasts.min === 1 &&
        last.forgedLasts.max === 0 &&
        lastSigned.forgedTaken.max === 0 &&
        signed.forgedTaken.max === 0 &&
        signed.forgedLasts.max === 0,
      because: `Forged events taken: ${last.forgedTaken.median} and ${versions.forgedTaken.median} without the check, ${lastSigned.forgedTaken.median} and ${signed.forgedTaken.median} with it. Standing in the end as the forged event says: ${last.forgedLasts.median} where the last write wins, ${versions.forgedLasts.median} with versions, ${signed.forgedLasts.median} with versions and the check.`,
    }),
  },
  {
    id: 'acknowledged-is-forgotten',
    statement:
      'An event that is acknowledged although it could not be stored is lost: the provider does not send it again. Answered with an error it comes again, and is stored when the table is back.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'How often and for how long a provider tries again. After that only a comparison finds it.',
    judge: ({ 'acks-anyway': anyway, 'versions-signed': signed }) => ({
      holds: anyway.lost.min === 1 && anyway.wrong.max === 1 && signed.lost.max === 0,
      because: `Charges whose last event was acknowledged and never stored: ${anyway.lost.median} when it is acknowledged anyway, ${signed.lost.median} otherwise.`,
    }),
  },
  {
    id: 'signed-and-newer-ends-right',
    statement:
      'With versions, the check of the signature and an acknowledgement only after the write, every charge stands right in the end.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'An event that never comes. Only a comparison with the provider’s list would show that.',
    judge: ({ 'versions-signed': signed }, { orders }) => ({
      holds: signed.wrong.max === 0,
      because: `Of ${orders} charges ${signed.wrong.max} stand wrong.`,
    }),
  },
];
