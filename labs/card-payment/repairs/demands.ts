import type { Demand } from '#experiment/define-repair.ts';

/** The run with all checks. Nobody compares here, and the provider is waited for as long as it takes. */
export const variants = { 'versions-signed': { context: { reconciles: 0, deadlineMs: 5_000 } } };

type Metric = 'forgedTaken' | 'forgedLasts' | 'wrong' | 'overtaken' | 'lost';
type OfCharges = Demand<keyof typeof variants, Metric, 'orders'>;

/** What the repairs of this lab demand: what one has broken, another has to keep. */
export const nobodyElse: OfCharges = {
  id: 'nobody-else-is-the-provider',
  statement: 'An event that somebody else has signed is refused.',
  judge: ({ 'versions-signed': run }) => ({
    holds: run.forgedTaken.max === 0 && run.forgedLasts.max === 0,
    because: `${run.forgedTaken.median} forged events were acknowledged.`,
  }),
};

export const allStandRight: OfCharges = {
  id: 'every-charge-stands-right',
  statement: 'In the end every charge stands as the provider has it.',
  judge: ({ 'versions-signed': run }, { orders }) => ({
    holds: run.wrong.max === 0,
    because: `${run.wrong.median} of ${orders} charges stand wrong.`,
  }),
};

export const noneIsPutBack: OfCharges = {
  id: 'no-charge-is-put-back',
  statement: 'An event that comes twice or late does not put a charge back to an earlier state.',
  judge: ({ 'versions-signed': run }) => ({
    holds: run.overtaken.max === 0,
    because: `${run.overtaken.median} captured charges were put back.`,
  }),
};

export const acknowledgedWhenStored: OfCharges = {
  id: 'acknowledged-when-stored',
  statement: 'An event that cannot be stored is not acknowledged: the provider sends it again.',
  judge: ({ 'versions-signed': run }) => ({
    holds: run.lost.max === 0,
    because: `${run.lost.median} charges miss an event that came while the table was down.`,
  }),
};
