import type { CloudEvent } from '#content/event.ts';
import type { Clients } from './clients.ts';
import type { FaultInjector } from './faults.ts';
import type { StandIn } from './stand-in.ts';

/** A stack that is deployed, as a repetition meets it. */
export interface Deployment {
  /** The stack's outputs, by name. */
  outputs: Record<string, string>;
  clients: Clients;
  faults: FaultInjector;
  /** What the lab has beside its stack, when it has something. */
  standIn?: StandIn | undefined;
  /** Collects the cloud's events from now on, `at` counted from now, and tells `onEvent` of each, until `end`. */
  collect(onEvent?: (event: CloudEvent) => void): { events: readonly CloudEvent[]; end(): void };
}
