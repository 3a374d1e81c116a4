import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/webhooks.ts';
import { acknowledgedWhenStored, allStandRight, nobodyElse, noneIsPutBack, variants } from '../demands.ts';

export default defineRepair(experiment, {
  variants,
  mends: [nobodyElse, allStandRight],
  keeps: [noneIsPutBack, acknowledgedWhenStored],
});
