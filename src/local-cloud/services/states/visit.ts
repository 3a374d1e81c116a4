import type { Workflow } from './definition/workflow.ts';
import type { HistoryThread } from './history.ts';
import type { Scope } from './scope.ts';
import type { Surroundings } from './surroundings.ts';

/** One execution, as its states know it. */
export interface ExecutionFrame {
  /** As events name it. */
  executionId: string;
  arn: string;
  /** Logical ID of the state machine. */
  resource: string;
  surroundings: Surroundings;
  /** The context object without what concerns the state: `Execution` and `StateMachine`. */
  context: Record<string, unknown>;
}

/** Where a state runs: in the workflow itself, or in a branch or an iteration. */
export interface WorkflowFrame {
  execution: ExecutionFrame;
  scope: Scope;
  thread: HistoryThread;
  /** Aborted when the states in it are to end. */
  signal: AbortSignal;
  /** Members of the context object that an iteration adds. */
  context: Record<string, unknown>;
}

/** What a state, a rule or a catcher says of its end, in either language. */
export interface Said {
  Assign?: Record<string, unknown> | undefined;
  /** In JSONata. */
  Output?: unknown;
  /** These are in JSONPath, and null discards. */
  ResultSelector?: unknown;
  ResultPath?: unknown;
  OutputPath?: unknown;
}

/** What a state asks its query language. */
export interface Query {
  /** What the state works with: its task, its branches, or itself. `context`: members of the context object. */
  given(context?: Record<string, unknown>): Promise<unknown>;
  /** What a Map iterates over. */
  items(): Promise<unknown>;
  /** The input of one iteration. `context`: members of the context object. */
  item(item: unknown, context: Record<string, unknown>): Promise<unknown>;
  /** A field's value; undefined when the state does not have it. `more`: members of `$states`, `context`: of its context. */
  value(
    field: string,
    value: unknown,
    more?: Record<string, unknown>,
    context?: Record<string, unknown>,
  ): Promise<unknown>;
  /** A field that has to be a whole number. Throws a StateFailure when its expression or path gives another value. */
  number(field: string, value: unknown): Promise<number | undefined>;
  /**
   * Where the state leads to when it is over, and what it assigns. `result`: what the state has come to, which is its
   * output unless more is said. Everything sees the variables as they were.
   */
  conclude(
    said: Said,
    next: string | undefined,
    result: unknown,
    more: Record<string, unknown>,
  ): Promise<Step>;
}

/** A state that has been entered. */
export interface Visit<State = Record<string, unknown>> {
  name: string;
  state: State;
  input: unknown;
  frame: WorkflowFrame;
  query: Query;
  /** Id of the event of its entering. */
  entered: number;
  /** The context object. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
  context: Record<string, unknown>;
  /** Runs a branch or an iteration; gives its output. */
  runWorkflow(workflow: Workflow, input: unknown, frame: WorkflowFrame): Promise<unknown>;
}

/** Where a state leads: to another, or, without `next`, to the end of its workflow. */
export interface Step {
  next?: string | undefined;
  output: unknown;
  assigned?: Record<string, unknown> | undefined;
  /** The error that a catcher took. */
  caught?: string;
}
