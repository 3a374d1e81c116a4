import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/keys-and-order.ts';

export default defineRepair(experiment, {
  variants: { 'no-key': { context: { shards: 4 } } },
  mends: [
    {
      id: 'each-device-in-order',
      statement: 'The readings of each device are worked on in the order in which it sent them.',
      judge: ({ 'no-key': run }) => ({
        holds: run.outOfOrder.max === 0,
        because: `${run.outOfOrder.median} of ${run.stored.median} readings were worked on after a later one of their device.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'the-shards-share-the-work',
      statement: 'Readings of different devices are worked on side by side.',
      judge: ({ 'no-key': run }) => ({
        holds: run.atOnce.min > 1,
        because: `At most ${run.atOnce.median} readings were worked on at the same time; it took ${run.doneSeconds.median} s.`,
      }),
    },
    {
      id: 'every-reading-is-worked-on',
      statement: 'Every reading is accepted, and worked on.',
      judge: ({ 'no-key': run }, { devices, perDevice }) => ({
        holds: run.accepted.min === devices * perDevice && run.stored.min === devices * perDevice,
        because: `${run.stored.median} of ${devices * perDevice} readings were worked on.`,
      }),
    },
  ],
});
