import jsonata from 'jsonata';
import type { Clock } from '../../../kernel/clock.ts';
import type { Random } from '../../../kernel/random.ts';
import { StateFailure } from '../failure.ts';
import { expressionOf } from './expression.ts';
import { addFunctions } from './jsonata-functions.ts';

/** What an expression sees. */
export interface Bindings {
  /** `$states`. */
  states: Record<string, unknown>;
  /** By name. */
  variables: Record<string, unknown>;
}

/**
 * The JSON value with every expression in it evaluated. `at` names the field in errors. Throws States.QueryEvaluationError.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export async function evaluateIn(
  value: unknown,
  at: string,
  bindings: Bindings,
  tools: { clock: Clock; random: Random },
): Promise<unknown> {
  if (typeof value === 'string') {
    const expression = expressionOf(value);
    return expression === undefined ? value : evaluate(expression, at, bindings, tools);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return Promise.all(value.map((each, index) => evaluateIn(each, `${at}[${index}]`, bindings, tools)));
  const entries = Object.entries(value).map(
    async ([name, each]) => [name, await evaluateIn(each, `${at}/${name}`, bindings, tools)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluate(
  text: string,
  at: string,
  { states, variables }: Bindings,
  tools: { clock: Clock; random: Random },
): Promise<unknown> {
  const said = `The JSONata expression '${text}' specified for the field '${at}'`;
  let result: unknown;
  try {
    const expression = jsonata(text);
    addFunctions(expression, tools);
    result = await expression.evaluate(undefined, { ...variables, states });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    throw new StateFailure(
      'States.QueryEvaluationError',
      `${said} threw an error during evaluation. ${code ? `${code}: ` : ''}${message}`,
    );
  }
  if (result === undefined)
    throw new StateFailure('States.QueryEvaluationError', `${said} returned nothing (undefined).`);
  if (typeof result === 'function' || isFunction(result))
    throw new StateFailure('States.QueryEvaluationError', `${said} returned an unsupported result type.`);
  // Without what JSONata notes on its arrays.
  return JSON.parse(JSON.stringify(result));
}

const isFunction = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value);
