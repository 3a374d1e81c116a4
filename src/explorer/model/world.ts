import { Agenda } from './agenda.ts';
import type { Clock } from './clock.ts';
import { noCounts, type WholeCounts } from './counts.ts';
import { Histogram } from './histogram.ts';
import { Invocations } from './invocations.ts';
import { bitsOfKinds } from './kinds.ts';
import { Orders } from './orders.ts';
import type { Settings } from './settings.ts';

const kindBits = bitsOfKinds;

/** What the parts of a run share. Times are in ms since its beginning. */
export class World implements Clock {
  readonly settings: Settings;
  readonly agenda: Agenda;
  readonly counts: WholeCounts = noCounts();
  now = -0;
  readonly orders = new Orders(this);
  readonly invocations: Invocations;
  /** Times from the first attempt of an order until it is stored, since the last sample was taken. */
  readonly doneMs = new Histogram();

  constructor(settings: Settings, agenda = new Agenda()) {
    this.settings = settings;
    this.agenda = agenda;
    const rooms = { sync: 1, queued: settings.batchSize, stream: settings.streamBatchSize, topic: 1 };
    this.invocations = new Invocations(rooms[settings.pipeline], this);
  }

  /** Has `kind` happen to `row` at `at`. */
  plan(at: number, kind: number, row: number): void {
    this.agenda.add(at, (row << kindBits) | kind);
  }
}
