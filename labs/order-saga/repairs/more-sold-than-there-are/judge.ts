import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/flash-sale.ts';

export default defineRepair(experiment, {
  variants: { conditional: {} },
  parameters: { buyers: 24, apartMs: 10 },
  mends: [
    {
      id: 'no-piece-is-sold-that-nobody-has',
      statement: 'No more pieces are sold than there are.',
      judge: ({ conditional: run }, { stock, buyers }) => ({
        holds: run.oversold.max === 0,
        because: `${run.sold.median} of ${stock} pieces were sold to ${buyers} buyers.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'every-piece-is-sold',
      statement: 'Every piece that there is finds a buyer.',
      judge: ({ conditional: run }, { stock }) => ({
        holds: run.sold.min >= stock,
        because: `${run.sold.median} of ${stock} pieces were sold.`,
      }),
    },
    {
      id: 'everybody-is-told-at-once',
      statement: 'Every buyer is told in the reply whether there is a piece for them.',
      judge: ({ conditional: run }, { buyers }) => ({
        holds: run.refusedLater.max === 0 && run.sold.min + run.refusedNow.min === buyers,
        because: `${run.sold.median} buyers were told “sold” and ${run.refusedNow.median} “sold out”, of ${buyers}.`,
      }),
    },
  ],
});
