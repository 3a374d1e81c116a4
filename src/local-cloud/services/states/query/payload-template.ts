import type { Random } from '../../../kernel/random.ts';
import { StateFailure } from '../failure.ts';
import { ArgumentNotFound, evaluateIntrinsic } from './intrinsics/evaluate.ts';
import { IntrinsicError } from './intrinsics/functions.ts';
import { parseIntrinsic } from './intrinsics/parse.ts';
import { parsePath } from './json-path/parse-path.ts';
import { type PathScope, select } from './json-path/select.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The name of a field whose value is taken from somewhere, without its `.$`; undefined for any other. */
const takenName = (name: string): string | undefined => (name.endsWith('.$') ? name.slice(0, -2) : undefined);

/**
 * Everything that is wrong with a Payload Template, each with its field.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html
 */
export function templateProblems(template: unknown, at = ''): string[] {
  if (Array.isArray(template))
    return template.flatMap((each, index) => templateProblems(each, `${at}[${index}]`));
  if (!isObject(template)) return [];
  return Object.entries(template).flatMap(([name, value]) => {
    const field = at === '' ? name : `${at}.${name}`;
    const taken = takenName(name);
    if (taken === undefined) return templateProblems(value, field);
    if (taken in template) return [`${field}: ${taken} is there, too`];
    const problem = problemOfValue(value);
    return problem === undefined ? [] : [`${field}: ${problem}`];
  });
}

/** What is wrong with the value of a field whose name ends with `.$`. */
export function problemOfValue(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be a text: a path, or a call of an intrinsic function';
  try {
    if (value.startsWith('$')) parsePath(value);
    else parseIntrinsic(value);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The payload that a template makes. Throws a StateFailure. */
export function payloadOf(template: unknown, scope: PathScope, tools: { random: Random }): unknown {
  if (Array.isArray(template)) return template.map((each) => payloadOf(each, scope, tools));
  if (!isObject(template)) return template;
  const entries = Object.entries(template).map(([name, value]): [string, unknown] => {
    const taken = takenName(name);
    return taken === undefined
      ? [name, payloadOf(value, scope, tools)]
      : [taken, takenValue(String(value), name, scope, tools)];
  });
  return Object.fromEntries(entries);
}

/** What a path or a call of an intrinsic function gives. `field` names it in errors. Throws a StateFailure. */
export function takenValue(
  text: string,
  field: string,
  scope: PathScope,
  tools: { random: Random },
): unknown {
  if (text.startsWith('$')) {
    const found = select(parsePath(text), scope);
    if (found !== undefined) return found;
    const input = text.startsWith('$$') ? scope.context : scope.input;
    throw new StateFailure(
      'States.Runtime',
      `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(input)}'`,
    );
  }
  const call = parseIntrinsic(text);
  try {
    return evaluateIntrinsic(call, scope, tools);
  } catch (error) {
    const because = `The function '${call.text}' had the following error: ${(error as Error).message}`;
    if (error instanceof ArgumentNotFound) throw new StateFailure('States.Runtime', because);
    if (error instanceof IntrinsicError) throw new StateFailure('States.IntrinsicFailure', because);
    throw error;
  }
}
