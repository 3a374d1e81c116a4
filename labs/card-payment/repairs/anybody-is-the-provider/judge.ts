import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/webhooks.ts';

export default defineRepair(experiment, {
  variants: { 'versions-signed': { context: { reconciles: 0, deadlineMs: 5_000 } } },
  mends: [
    {
      id: 'nobody-else-is-the-provider',
      statement: 'An event that somebody else has signed is refused.',
      judge: ({ 'versions-signed': run }) => ({
        holds: run.forgedTaken.max === 0 && run.forgedLasts.max === 0,
        because: `${run.forgedTaken.median} forged events were acknowledged.`,
      }),
    },
    {
      id: 'every-charge-stands-right',
      statement: 'In the end every charge stands as the provider has it.',
      judge: ({ 'versions-signed': run }, { orders }) => ({
        holds: run.wrong.max === 0,
        because: `${run.wrong.median} of ${orders} charges stand wrong.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'no-charge-is-put-back',
      statement: 'An event that comes twice or late does not put a charge back to an earlier state.',
      judge: ({ 'versions-signed': run }) => ({
        holds: run.overtaken.max === 0,
        because: `${run.overtaken.median} captured charges were put back.`,
      }),
    },
    {
      id: 'acknowledged-when-stored',
      statement: 'An event that cannot be stored is not acknowledged: the provider sends it again.',
      judge: ({ 'versions-signed': run }) => ({
        holds: run.lost.max === 0,
        because: `${run.lost.median} charges miss an event that came while the table was down.`,
      }),
    },
  ],
});
