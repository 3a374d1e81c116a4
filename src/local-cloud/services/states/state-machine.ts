import type { Definition } from './definition/workflow.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html */
export type WorkflowType = 'STANDARD' | 'EXPRESS';

export const logLevels = ['ALL', 'ERROR', 'FATAL', 'OFF'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Which events of executions are logged, and where. */
export interface Logging {
  level: LogLevel;
  /** Whether inputs and outputs are in the log. */
  includesData: boolean;
  /** ARN of a log group, with `:*` at its end; undefined only when the level is OFF. */
  groupArn: string | undefined;
}

/** A state machine that is deployed. */
export interface StateMachine {
  logicalId: string;
  arn: string;
  name: string;
  type: WorkflowType;
  roleArn: string;
  definition: Definition;
  /** As it was given. */
  definitionText: string;
  logging: Logging;
  /** Unix ms. */
  createdAt: number;
}
