import * as v from 'valibot';
import { problemOfRule } from '../definition/choice-rule.ts';
import { assign, common, expression, json, output } from '../definition/fields.ts';
import { assignInJsonPath, inputAndOutputPath } from '../definition/json-path-fields.ts';
import { StateFailure } from '../failure.ts';
import { parsePath } from '../query/json-path/parse-path.ts';
import { select } from '../query/json-path/select.ts';
import { JsonPathQuery } from '../query/json-path-query.ts';
import type { Step, Visit } from '../visit.ts';
import { holds, NothingThere } from './holds.ts';
import { defineState } from './state-type.ts';

const rule = v.strictObject({
  Condition: v.union([v.boolean(), expression]),
  Next: v.string(),
  Output: v.optional(json),
  Assign: v.optional(assign),
  Comment: v.optional(v.string()),
});

const ruleInJsonPath = v.pipe(
  v.looseObject({ Next: v.string(), ...assignInJsonPath, Comment: v.optional(v.string()) }),
  v.check(
    (given) => problemOfRule(given) === undefined,
    ({ input }) => problemOfRule(input) ?? '',
  ),
);

interface ChoiceInJsonPath {
  Choices: v.InferOutput<typeof ruleInJsonPath>[];
  Default?: string;
  Assign?: Record<string, unknown>;
  OutputPath?: string | null;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export const choice = defineState({
  type: 'Choice',
  schema: v.strictObject({
    ...common,
    ...output,
    Choices: v.pipe(v.array(rule), v.minLength(1, 'must have a rule')),
    Default: v.optional(v.string()),
  }),
  inJsonPath: v.strictObject({
    ...common,
    ...inputAndOutputPath,
    ...assignInJsonPath,
    Choices: v.pipe(v.array(ruleInJsonPath), v.minLength(1, 'must have a rule')),
    Default: v.optional(v.string()),
  }),
  leadsNowhere: true,
  leadsTo: ({ Choices, Default }) => [
    ...Choices.map(({ Next }) => Next),
    ...(Default === undefined ? [] : [Default]),
  ],
  async run({ state, input, query, name }) {
    for (const [index, rule] of state.Choices.entries()) {
      const field = `Choices[${index}]/Condition`;
      const holds = await query.value(field, rule.Condition);
      if (typeof holds !== 'boolean')
        throw new StateFailure(
          'States.QueryEvaluationError',
          `The field '${field}' of the state '${name}' must be true or false, and is ${JSON.stringify(holds)}.`,
        );
      if (holds) return query.conclude(rule, rule.Next, input, {});
    }
    // "Assign" and "Output" of the state itself hold for its Default.
    if (state.Default !== undefined) return query.conclude(state, state.Default, input, {});
    throw noChoice(name);
  },
  async runInJsonPath(visit): Promise<Step> {
    const { Choices, Default, Assign, OutputPath } = visit.state as unknown as ChoiceInJsonPath;
    const query = new JsonPathQuery(visit);
    const input = await query.given();
    const rule = chosen(Choices, input, query, visit);
    // Assign of the state itself holds for its Default.
    if (rule) return query.conclude({ Assign: rule.Assign, OutputPath }, rule.Next, input);
    if (Default !== undefined) return query.conclude({ Assign, OutputPath }, Default, input);
    throw noChoice(visit.name);
  },
});

function chosen(
  rules: ChoiceInJsonPath['Choices'],
  input: unknown,
  query: JsonPathQuery,
  { name, entered }: Visit,
): ChoiceInJsonPath['Choices'][number] | undefined {
  const scope = query.scope(input);
  try {
    return rules.find((each) => holds(each, (path) => select(parsePath(path), scope)));
  } catch (error) {
    if (!(error instanceof NothingThere)) throw error;
    throw new StateFailure(
      'States.Runtime',
      `An error occurred while executing the state '${name}' (entered at the event id #${entered}). ${error.message}`,
    );
  }
}

const noChoice = (name: string): StateFailure =>
  new StateFailure(
    'States.NoChoiceMatched',
    `An error occurred while executing the state '${name}'. Failed to transition out of the state. The state does not point to a next state.`,
  );
