import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/webhooks.ts';
import { acknowledgedWhenStored, allStandRight, nobodyElse, noneIsPutBack, variants } from '../demands.ts';

export default defineRepair(experiment, {
  variants,
  mends: [noneIsPutBack, allStandRight],
  keeps: [nobodyElse, acknowledgedWhenStored],
});
