import type { CloudEventOf } from '#content/event.ts';
import type { Clients } from './clients.ts';

/** What a stand-in can tell of the requests that it takes; when it happened, is noted by who is told. */
export type ToldByStandIn = {
  [Type in 'request-received' | 'request-answered' | 'invocation-started' | 'invocation-ended']: Omit<
    CloudEventOf<Type>,
    'at' | 'standIn'
  >;
}['request-received' | 'request-answered' | 'invocation-started' | 'invocation-ended'];

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
  /** Puts what happened in the stand-in among the cloud’s events, so that a replay can draw it. */
  tell(event: ToldByStandIn): void;
}) => Promise<StandIn>;
