import type { Definition } from './definition/workflow.ts';

/** A state machine that is deployed. */
export interface StateMachine {
  logicalId: string;
  arn: string;
  name: string;
  roleArn: string;
  definition: Definition;
  /** As it was given. */
  definitionText: string;
  /** Unix ms. */
  createdAt: number;
}
