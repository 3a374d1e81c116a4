import { StateFailure } from '../failure.ts';
import { payloadText } from '../limits.ts';
import type { Query, Said, Step, Visit } from '../visit.ts';
import { parsePath, parseReferencePath } from './json-path/parse-path.ts';
import { withResult } from './json-path/place-result.ts';
import { type PathScope, select } from './json-path/select.ts';
import { type DefiniteStep, isDefinite } from './json-path/syntax.ts';
import { payloadOf, takenValue } from './payload-template.ts';

/**
 * What a state asks its query language: JSONPath.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html
 */
export class JsonPathQuery implements Query {
  readonly #visit: Visit;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** What InputPath selects. */
  async input(): Promise<unknown> {
    const { state, input } = this.#visit;
    return this.#selected(state.InputPath, input);
  }

  async given(context: Record<string, unknown> = {}): Promise<unknown> {
    const { Parameters } = this.#visit.state;
    const input = await this.input();
    return Parameters === undefined ? input : this.#payload(Parameters, input, context);
  }

  async items(): Promise<unknown> {
    const { ItemsPath } = this.#visit.state;
    const input = await this.input();
    return ItemsPath === undefined ? input : this.#selected(ItemsPath, input);
  }

  async item(item: unknown, context: Record<string, unknown>): Promise<unknown> {
    const { ItemSelector, Parameters } = this.#visit.state;
    const selector = ItemSelector ?? Parameters;
    return selector === undefined ? item : this.#payload(selector, await this.input(), context);
  }

  /** The field itself, or what the field of this name with `Path` finds. */
  async value(field: string, value: unknown): Promise<unknown> {
    const path = this.#visit.state[`${field}Path`];
    if (path === undefined) return value;
    const input = await this.input();
    return this.#told(() => takenValue(String(path), `${field}Path`, this.scope(input), this.#tools));
  }

  async number(field: string, value: unknown): Promise<number | undefined> {
    const result = await this.value(field, value);
    if (result === undefined || (typeof result === 'number' && Number.isInteger(result) && result >= 0))
      return result as number | undefined;
    throw this.failure(
      'States.Runtime',
      `The field '${field}Path' must lead to a whole number from 0 on, and leads to ${JSON.stringify(result)}.`,
    );
  }

  async conclude(said: Said, next: string | undefined, result: unknown): Promise<Step> {
    const { ResultSelector, ResultPath, OutputPath, Assign } = said;
    const { input, name } = this.#visit;
    const selected = ResultSelector === undefined ? result : this.#payload(ResultSelector, result);
    const output = this.#selected(OutputPath, this.#placed(ResultPath, input, selected));
    const assigned = Assign && (this.#payload(Assign, result) as Record<string, unknown>);
    payloadText(output, `The state '${name}' returned a result`);
    return { next, output, assigned };
  }

  /** What paths see. */
  scope(input: unknown, context: Record<string, unknown> = {}): PathScope {
    const { context: own, frame } = this.#visit;
    return { input, context: { ...own, ...context }, variables: frame.scope.all() };
  }

  failure(error: string, cause: string): StateFailure {
    const { name, entered } = this.#visit;
    return new StateFailure(
      error,
      `An error occurred while executing the state '${name}' (entered at the event id #${entered}). ${cause}`,
    );
  }

  get #tools() {
    return { random: this.#visit.frame.execution.surroundings.random };
  }

  #payload(template: unknown, input: unknown, context?: Record<string, unknown>): unknown {
    return this.#told(() => payloadOf(template, this.scope(input, context), this.#tools));
  }

  /** What InputPath, ItemsPath or OutputPath finds: everything when it is not there, and nothing when it is null. */
  #selected(path: unknown, document: unknown): unknown {
    if (path === undefined) return document;
    if (path === null) return {};
    const found = select(parsePath(String(path)), this.scope(document));
    if (found !== undefined) return found;
    throw this.failure(
      'States.Runtime',
      `Invalid path '${path}': nothing is there in '${JSON.stringify(document)}'`,
    );
  }

  #placed(path: unknown, input: unknown, result: unknown): unknown {
    if (path === undefined) return result;
    // "If you set ResultPath to null, the state will pass the original input to the output."
    if (path === null) return input;
    const steps = parseReferencePath(String(path)).steps.filter((step): step is DefiniteStep =>
      isDefinite(step),
    );
    const placed = withResult(input, steps, result);
    if (placed) return placed.output;
    throw this.failure(
      'States.ResultPathMatchFailure',
      `Unable to apply ResultPath '${path}' to input '${JSON.stringify(input)}'.`,
    );
  }

  /** A failure says which state it is of. */
  #told<Value>(evaluate: () => Value): Value {
    try {
      return evaluate();
    } catch (error) {
      throw error instanceof StateFailure ? this.failure(error.error, error.cause) : error;
    }
  }
}
