import type { Challenge } from './challenge.ts';
import { outageOfTenMinutes, poisonAmongGoodOnes, slowWork } from './delivery.ts';
import { dayWithAPeak, protectTheTable, saleAtNoon, tooMuchForGood } from './queue.ts';
import { averageIsNotEnough, roomLater, toldNoAndCharged } from './synchronous.ts';

/** All challenges, in the order of the lessons whose rules they need. */
export const challenges: Challenge[] = [
  averageIsNotEnough,
  toldNoAndCharged,
  roomLater,
  saleAtNoon,
  tooMuchForGood,
  protectTheTable,
  outageOfTenMinutes,
  poisonAmongGoodOnes,
  slowWork,
  dayWithAPeak,
];
