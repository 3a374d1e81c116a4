import type { CloudEvent } from '#content/event.ts';
import type { Clients } from './clients.ts';
import type { FaultInjector } from './faults.ts';

/** A stack that is deployed, as a repetition meets it. */
export interface Deployment {
  /** The stack's outputs, by name. */
  outputs: Record<string, string>;
  clients: Clients;
  faults: FaultInjector;
  /** Collects the cloud's events from now on, `at` counted from now, and tells `onEvent` of each, until `end`. */
  collect(onEvent?: (event: CloudEvent) => void): { events: readonly CloudEvent[]; end(): void };
}
