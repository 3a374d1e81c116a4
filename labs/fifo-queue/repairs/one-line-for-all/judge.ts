import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/order-of-events.ts';
import { allOfThem, customersDoNotWait, inOrder, onceEach, variants } from '../demands.ts';

export default defineRepair(experiment, {
  variants,
  mends: [customersDoNotWait],
  keeps: [inOrder, onceEach, allOfThem],
});
