import type { Clients } from './clients.ts';

/**
 * What a lab's pipeline works with and its stack does not deploy, such as a database. It runs beside the local cloud, on
 * loopback, and is no part of what would be deployed to AWS.
 */
export interface StandIn {
  /** What it adds to the stack's outputs, by name, such as the address at which it takes requests. */
  outputs?: Record<string, string>;
  /** What it counted since it was last asked, by name. */
  takeReadings(): Record<string, number>;
  close(): Promise<void>;
}

/** What `labs/<lab>/stand-in/index.ts` exports by default: starts it for a deployed stack, and tells the stack where it is. */
export type StartStandIn = (deployed: {
  outputs: Record<string, string>;
  clients: Clients;
}) => Promise<StandIn>;
