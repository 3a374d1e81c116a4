import type * as v from 'valibot';
import type { Workflow } from '../definition/workflow.ts';
import type { Step, Visit } from '../visit.ts';

/** The fields of a schema, by name. */
interface Fields {
  readonly entries: Record<string, unknown>;
}

/** Everything that Step Functions knows of one type of state. */
export interface StateType<State = Record<string, unknown>> {
  type: string;
  /** Strict: a field that is not here is refused. */
  schema: v.GenericSchema<unknown, State> & Fields;
  /** How it is written in JSONPath. Strict, too. */
  inJsonPath: v.GenericSchema<unknown, Record<string, unknown>> & Fields;
  /** It has neither Next nor End. */
  leadsNowhere?: boolean;
  /** Every state that it may lead to besides its Next. */
  leadsTo?(state: State): readonly string[];
  /** What else is wrong with it, by field. */
  problems?(state: State): Record<string, string | undefined>;
  /** The workflows in it, by field. */
  workflows?(state: State): Record<string, Workflow>;
  /** Throws a StateFailure, and Aborted when its signal is aborted. */
  run(visit: Visit<State>): Promise<Step>;
  /** The same in JSONPath, where it differs by more than the query language tells. */
  runInJsonPath?(visit: Visit): Promise<Step>;
}

/** Ties the parts together, so that the state is typed from its schema. */
export const defineState = <Schema extends v.GenericSchema<unknown, Record<string, unknown>> & Fields>(
  definition: Omit<StateType<v.InferOutput<Schema>>, 'schema'> & { schema: Schema },
): StateType => definition as unknown as StateType;

/** Every state that was checked says its language. */
export const isJsonPath = (state: object): boolean =>
  'QueryLanguage' in state && state.QueryLanguage === 'JSONPath';

/** What is wrong when a field is there, and the one whose path it would be taken from. */
export const notBoth = (state: object, field: string): string | undefined =>
  field in state && `${field}Path` in state
    ? `give either ${field} or ${field}Path, and not both`
    : undefined;
