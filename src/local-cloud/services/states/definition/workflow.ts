/** States and where they begin: a state machine's, a branch's, an iteration's. Checked by check-workflow.ts. */
export interface Workflow {
  StartAt: string;
  States: Record<string, AnyState>;
}

/** What every state has. What else it may have says its type. */
export interface AnyState {
  Type: string;
  Next?: string | undefined;
  End?: boolean | undefined;
  [field: string]: unknown;
}

/** What a state machine's definition says. */
export interface Definition extends Workflow {
  Comment?: string;
  TimeoutSeconds?: number;
}
