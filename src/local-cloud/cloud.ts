import type { CloudEvent } from '../content/event.ts';
import type { CallableAddress } from './kernel/address-book.ts';
import type { Fault, FaultyResource } from './kernel/faults.ts';
import type { Endpoints } from './services.ts';
import type { WithoutEffect } from './template/planning.ts';

/** A running local cloud. */
export interface Cloud {
  /** The stack's outputs by name, every address already on loopback. */
  outputs: Record<string, string>;
  /** Every address at which the stacks are called from outside, nested stacks included. */
  addresses: readonly CallableAddress[];
  /** Of the first stack's Region. */
  endpoints: Endpoints;
  /** By Region, when the stacks name several; else the only one. */
  regions: Readonly<Record<string, { endpoints: Endpoints }>>;
  /** What the templates hold and the cloud accepted although it does nothing here, with the reasons. */
  withoutEffect: readonly WithoutEffect[];
  /** Breaks resources on purpose: `inject` a fault, call its result to mend it. `resources` can suffer some. */
  faults: { inject(fault: Fault): () => void; resources: readonly FaultyResource[] };
  /** Calls `listener` for every event from now on; call the result to stop. */
  subscribe(listener: (event: CloudEvent) => void): () => void;
  /** Milliseconds since the cloud started: the clock of every event's `at`. */
  now(): number;
  /** Stops everything that start began, in reverse order. Safe to call twice. */
  close(): Promise<void>;
}
