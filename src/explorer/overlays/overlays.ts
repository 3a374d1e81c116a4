import { burstThenDrain } from './burst-then-drain.ts';
import { deliveredTwice } from './delivered-twice.ts';
import { failedTogether } from './failed-together.ts';
import { firstOrder } from './first-order.ts';
import { keysAndOrder } from './keys-and-order.ts';
import { nearSaturation } from './near-saturation.ts';
import { oneMoreConsumer } from './one-more-consumer.ts';
import { onePool } from './one-pool.ts';
import type { Overlay } from './overlay.ts';
import { parallelRequests } from './parallel-requests.ts';
import { protectTheTable } from './protect-the-table.ts';
import { pushOrBuffer } from './push-or-buffer.ts';
import { queueIsNotCapacity } from './queue-is-not-capacity.ts';
import { sameBurst } from './same-burst.ts';
import { sameOutage } from './same-outage.ts';
import { throttledAtTheFront } from './throttled-at-the-front.ts';
import { throttledIntoTheDlq } from './throttled-into-the-dlq.ts';
import { timedOutButDone } from './timed-out-but-done.ts';

/** The recorded runs that the model is held against. */
export const overlays: Overlay[] = [
  ...firstOrder,
  ...parallelRequests,
  ...nearSaturation,
  ...throttledAtTheFront,
  ...failedTogether,
  ...timedOutButDone,
  ...sameBurst,
  ...burstThenDrain,
  ...queueIsNotCapacity,
  ...protectTheTable,
  ...throttledIntoTheDlq,
  ...deliveredTwice,
  ...sameOutage,
  ...keysAndOrder,
  ...oneMoreConsumer,
  ...pushOrBuffer,
  ...onePool,
];
