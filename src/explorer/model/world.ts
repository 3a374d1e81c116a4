import { Agenda } from './agenda.ts';
import { type Counts, noCounts } from './counts.ts';
import { Histogram } from './histogram.ts';
import { Invocations } from './invocations.ts';
import { Orders } from './orders.ts';
import type { Settings } from './settings.ts';

/** What can happen, in the lowest bits of an entry of the agenda; the bits above name the row. */
export const workEnds = 0;
export const callerTriesAgain = 1;
export const callerGivesUp = 2;
export const messageReturns = 3;
export const pollerTriesAgain = 4;
export const pollersScale = 5;
export const kindBits = 3;

/** What the parts of a run share. Times are in ms since its beginning. */
export class World {
  readonly settings: Settings;
  readonly agenda = new Agenda();
  readonly counts: Counts = noCounts();
  readonly orders = new Orders();
  readonly invocations: Invocations;
  /** Times from the first attempt of an order until it is stored, since the last sample was taken. */
  readonly doneMs = new Histogram();
  now = 0;

  constructor(settings: Settings) {
    this.settings = settings;
    this.invocations = new Invocations(settings.pipeline === 'queued' ? settings.batchSize : 1);
  }

  /** Has `kind` happen to `row` at `at`. */
  plan(at: number, kind: number, row: number): void {
    this.agenda.add(at, (row << kindBits) | kind);
  }
}
