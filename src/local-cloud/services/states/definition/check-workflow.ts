import * as v from 'valibot';
import type { WorkflowType } from '../state-machine.ts';
import { stateTypes } from '../state-types/registry.ts';
import { expressProblem } from './express.ts';
import type { AnyState, Workflow } from './workflow.ts';

interface Checked {
  /** What is wrong, each with the path in the definition. */
  problems: string[];
  /** Every name of a state so far: they are unique in a state machine. */
  names: Set<string>;
  type: WorkflowType;
}

/** What a workflow has from the one that it is in. */
interface Around {
  language: string;
  /** Variables that are assigned there. */
  variables: ReadonlySet<string>;
}

/** The workflow with its defaults, when nothing is wrong with it. */
export function checkWorkflow(
  given: { StartAt?: unknown; States?: unknown },
  path: string,
  around: Around,
  checked: Checked,
): Workflow {
  const { StartAt, States } = given;
  const states = isObject(States) ? States : {};
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  if (!isObject(States) || Object.keys(States).length === 0)
    checked.problems.push(`${at('States')}: there must be a state`);
  if (typeof StartAt !== 'string' || !(StartAt in states))
    checked.problems.push(`${at('StartAt')}: ${JSON.stringify(StartAt)} is no state of this workflow`);
  const own = variablesOf(states);
  for (const name of own)
    if (around.variables.has(name))
      checked.problems.push(
        `${at('States')}: the variable ${name} is assigned around this workflow, and cannot be assigned in it`,
      );
  const inside = { language: around.language, variables: around.variables.union(own) };
  const entries = Object.entries(states).map(([name, state]) => {
    const where = at(`States.${name}`);
    if (checked.names.has(name)) checked.problems.push(`${where}: another state has this name`);
    if (name.length > 80) checked.problems.push(`${where}: a name has at most 80 characters`);
    checked.names.add(name);
    return [name, checkState(state, where, inside, states, checked)] as const;
  });
  return { StartAt: String(StartAt), States: Object.fromEntries(entries) };
}

function checkState(
  given: unknown,
  path: string,
  around: Around,
  siblings: Record<string, unknown>,
  checked: Checked,
): AnyState {
  const tell = (field: string, problem: string) =>
    void checked.problems.push(`${field === '' ? path : `${path}.${field}`}: ${problem}`);
  const state = isObject(given) ? (given as AnyState) : { Type: '' };
  const type = stateTypes.get(state.Type);
  if (!type) {
    tell('Type', `${JSON.stringify(state.Type)} is none of ${[...stateTypes.keys()].join(', ')}`);
    return state;
  }
  const language = String(state.QueryLanguage ?? around.language);
  if (language === 'JSONPath' && around.language === 'JSONata') {
    tell('QueryLanguage', 'cannot be JSONPath where it is JSONata for what is around it');
    return state;
  }
  const unfit = checked.type === 'EXPRESS' ? expressProblem(state.Resource) : undefined;
  if (unfit !== undefined) tell('Resource', unfit);
  const inJsonPath = language === 'JSONPath';
  const [schema, other] = inJsonPath ? [type.inJsonPath, type.schema] : [type.schema, type.inJsonPath];
  const parsed = v.safeParse(schema, state);
  if (!parsed.success) {
    const otherLanguage = inJsonPath ? 'JSONata' : 'JSONPath';
    const unknown = (field: string) =>
      field in other.entries ? `${unknownField} in ${language}: it is one of ${otherLanguage}` : unknownField;
    for (const issue of parsed.issues)
      tell(
        v.getDotPath(issue) ?? '',
        isUnknownField(issue) ? unknown(v.getDotPath(issue) ?? '') : messageOf(issue),
      );
    // The schema tells of the first unknown field only.
    const told = parsed.issues.filter(isUnknownField).map((issue) => v.getDotPath(issue));
    for (const field of Object.keys(state))
      if (!(field in schema.entries) && !told.includes(field)) tell(field, unknown(field));
    return state;
  }
  const output = { ...(parsed.output as AnyState), QueryLanguage: language };
  for (const [field, problem] of Object.entries(type.problems?.(output) ?? {}))
    if (problem !== undefined) tell(field, problem);
  if (!type.leadsNowhere && (output.Next === undefined) === (output.End !== true))
    tell('Next', 'there must be either Next or "End": true');
  for (const next of [...(output.Next === undefined ? [] : [output.Next]), ...(type.leadsTo?.(output) ?? [])])
    if (!(next in siblings)) tell('Next', `${next} is no state of this workflow`);
  for (const [field, inner] of Object.entries(type.workflows?.(output) ?? {}))
    Object.assign(inner, checkWorkflow(inner, `${path}.${field}`, { ...around, language }, checked));
  return output;
}

/** Every name that a state, a rule or a catcher of these assigns. */
function variablesOf(states: Record<string, unknown>): Set<string> {
  const assigning = Object.values(states).filter(isObject);
  const handlers = assigning.flatMap(({ Choices, Catch }) => [Choices, Catch]).flat();
  return new Set(
    [...assigning, ...handlers.filter(isObject)].flatMap(({ Assign }) =>
      // In JSONPath, a value that is taken from a path has the sign .$ behind its name.
      isObject(Assign) ? Object.keys(Assign).map((name) => name.replace(/\.\$$/, '')) : [],
    ),
  );
}

function messageOf(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined') return 'this field is missing';
  // An expression deep in a value speaks for itself.
  const inner = issue.issues?.find(({ type }) => type === 'check');
  return (inner ?? issue).message;
}

const unknownField = 'this field is not supported';

const isUnknownField = (issue: v.BaseIssue<unknown>): boolean =>
  issue.type === 'strict_object' && issue.expected === 'never';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
