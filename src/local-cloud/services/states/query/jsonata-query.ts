import { StateFailure } from '../failure.ts';
import { payloadText } from '../limits.ts';
import type { Query, Said, Step, Visit } from '../visit.ts';
import { evaluateIn } from './jsonata-values.ts';

/** What a state asks its query language: JSONata. */
export class JsonataQuery implements Query {
  readonly #visit: Visit;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  async given(context: Record<string, unknown> = {}): Promise<unknown> {
    const { state, input } = this.#visit;
    return state.Arguments === undefined ? input : this.value('Arguments', state.Arguments, {}, context);
  }

  async items(): Promise<unknown> {
    const { state, input } = this.#visit;
    return state.Items === undefined ? input : this.value('Items', state.Items);
  }

  async item(item: unknown, context: Record<string, unknown>): Promise<unknown> {
    const { ItemSelector } = this.#visit.state;
    return ItemSelector === undefined ? item : this.value('ItemSelector', ItemSelector, {}, context);
  }

  async value(
    field: string,
    value: unknown,
    more: Record<string, unknown> = {},
    context: Record<string, unknown> = {},
  ): Promise<unknown> {
    if (value === undefined) return undefined;
    const { name, input, frame, context: own } = this.#visit;
    const { clock } = frame.execution.surroundings.kernel;
    const bindings = {
      states: { input, context: { ...own, ...context }, ...more },
      variables: frame.scope.all(),
    };
    try {
      return await evaluateIn(value, field, bindings, { clock, random: frame.execution.surroundings.random });
    } catch (error) {
      if (!(error instanceof StateFailure)) throw error;
      const cause = `An error occurred while executing the state '${name}' (entered at the event id #${this.#visit.entered}). ${error.cause}`;
      frame.thread.add('EvaluationFailed', {
        evaluationFailedEventDetails: { error: error.error, cause, location: field, state: name },
      });
      throw new StateFailure(error.error, cause);
    }
  }

  async number(field: string, value: unknown): Promise<number | undefined> {
    const result = await this.value(field, value);
    if (result === undefined || (typeof result === 'number' && Number.isInteger(result) && result >= 0))
      return result as number | undefined;
    throw new StateFailure(
      'States.QueryEvaluationError',
      `The field '${field}' of the state '${this.#visit.name}' must be a whole number from 0 on, and is ${JSON.stringify(result)}.`,
    );
  }

  async conclude(
    { Output, Assign }: Said,
    next: string | undefined,
    otherwise: unknown,
    more: Record<string, unknown>,
  ): Promise<Step> {
    const output = Output === undefined ? otherwise : await this.value('Output', Output, more);
    const assigned = (await this.value('Assign', Assign, more)) as Record<string, unknown> | undefined;
    payloadText(output, `The state '${this.#visit.name}' returned a result`);
    return { next, output, assigned };
  }
}
