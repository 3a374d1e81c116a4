import type { CloudEvent } from '#content/event.ts';
import type { Clients } from './clients.ts';
import type { FaultInjector } from './faults.ts';
import type { StandIn } from './stand-in.ts';

/** An experiment asks for what a deployment cannot give: no repetition of it will come to an end there. */
export class NotPossibleHere extends Error {
  override name = 'NotPossibleHere';
  readonly problem: string;
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** The template of the stack with these settings, as `cdk synth -c name=value` gives it; nothing is deployed. */
export type Synthesize = (context: Record<string, string | number>) => Promise<Template>;

/** What of a CloudFormation template can be compared. */
export interface Template {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}

/** A stack that is deployed, as a repetition meets it. */
export interface Deployment {
  /** The stack's outputs, by name. */
  outputs: Record<string, string>;
  clients: Clients;
  faults: FaultInjector;
  /** Faults that an experiment injects are left out: nothing is broken, and none is named. */
  leavesFaultsOut?: true | undefined;
  /** What the lab has beside its stack, when it has something. */
  standIn?: StandIn | undefined;
  /** Where the cloud tells of no events: throws for an experiment that looks at them, so that it does not count none. */
  refuseEvents?(): never;
  /** Collects the cloud's events from now on, `at` counted from now, and tells `onEvent` of each, until `end`. */
  collect(onEvent?: (event: CloudEvent) => void): { events: readonly CloudEvent[]; end(): void };
}
