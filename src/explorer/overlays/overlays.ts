import { burstThenDrain } from './burst-then-drain.ts';
import { deliveredTwice } from './delivered-twice.ts';
import { nearSaturation } from './near-saturation.ts';
import type { Overlay } from './overlay.ts';
import { queueIsNotCapacity } from './queue-is-not-capacity.ts';
import { sameBurst } from './same-burst.ts';

/** The recorded runs that the model is held against. */
export const overlays: Overlay[] = [
  ...nearSaturation,
  ...sameBurst,
  ...burstThenDrain,
  ...queueIsNotCapacity,
  ...deliveredTwice,
];
