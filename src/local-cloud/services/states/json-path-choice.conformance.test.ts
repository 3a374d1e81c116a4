import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startStates } from '../../testing/state-machine.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const source = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html';

const jsonPath = { definition: { QueryLanguage: 'JSONPath' } };

/** States that say which of these rules is the first that holds: its index, or `none`. */
const choosing = (rules: object[], more: object = {}) => ({
  Choose: {
    Type: 'Choice',
    Choices: rules.map((rule, index) => ({ ...rule, Next: `Rule${index}` })),
    Default: 'None',
    ...more,
  },
  ...Object.fromEntries(
    rules.map((_, index) => [
      `Rule${index}`,
      { Type: 'Pass', Result: index, ResultPath: '$.rule', End: true },
    ]),
  ),
  None: { Type: 'Pass', Result: 'none', ResultPath: '$.rule', End: true },
});

behaviour('the first rule that holds leads on, and the Default when none does', { source }, async (t) => {
  const { run } = await startStates(
    t,
    choosing([
      { Not: { Variable: '$.type', StringEquals: 'Private' } },
      { Variable: '$.value', NumericEquals: 0 },
      {
        And: [
          { Variable: '$.value', NumericGreaterThanEquals: 20 },
          { Variable: '$.value', NumericLessThan: 30 },
        ],
      },
      { Or: [{ Variable: '$.rating', NumericGreaterThanPath: '$.threshold' }] },
    ]),
    jsonPath,
  );
  const input = { type: 'Private', value: 22, rating: 1, threshold: 2 };
  const ruleOf = async (changes: object) => (await run({ ...input, ...changes })).result.rule;
  assert.equal(await ruleOf({}), 2);
  assert.equal(await ruleOf({ type: 'Public' }), 0);
  assert.equal(await ruleOf({ value: 0 }), 1);
  assert.equal(await ruleOf({ value: 30, rating: 3 }), 3);
  assert.equal(await ruleOf({ value: 30 }), 'none');
});

behaviour(
  'rules compare texts, numbers, booleans and dates of the right type, ask for types, and match texts with *',
  { source },
  async (t) => {
    const holding: [object, Record<string, unknown>][] = [
      [{ StringEquals: 'a' }, { v: 'a' }],
      [{ StringLessThan: 'b' }, { v: 'B' }],
      [{ StringGreaterThanEquals: 'b' }, { v: 'b' }],
      [{ StringEqualsPath: '$.other' }, { v: 'a', other: 'a' }],
      [{ StringMatches: 'foo*.log' }, { v: 'foo23.log' }],
      [{ StringMatches: 'a\\*c' }, { v: 'a*c' }],
      [{ NumericLessThanEquals: 2 }, { v: 2 }],
      [{ BooleanEquals: false }, { v: false }],
      [{ TimestampEquals: '2016-03-14T02:59:00+01:00' }, { v: '2016-03-14T01:59:00Z' }],
      [{ TimestampLessThanPath: '$.other' }, { v: '2016-03-14T01:59:00Z', other: '2017-03-14T01:59:00Z' }],
      [{ IsPresent: false }, {}],
      [{ IsPresent: true }, { v: null }],
      [{ IsNull: true }, { v: null }],
      [{ IsNumeric: true }, { v: 1 }],
      [{ IsString: false }, { v: 1 }],
      [{ IsBoolean: true }, { v: true }],
      [{ IsTimestamp: true }, { v: '2016-03-14T01:59:00.5Z' }],
    ];
    const failing: [object, Record<string, unknown>][] = [
      [{ StringEquals: '1' }, { v: 1 }],
      [{ NumericEquals: 1 }, { v: '1' }],
      [{ StringMatches: 'a\\*c' }, { v: 'abc' }],
      [{ StringMatches: 'a.c' }, { v: 'abc' }],
      [{ TimestampEquals: '2016-03-14T01:59:00Z' }, { v: '2016-03-14 01:59:00Z' }],
      [{ IsTimestamp: true }, { v: '2016-03-14t01:59:00z' }],
      [{ IsPresent: true }, {}],
    ];
    const all = [...holding, ...failing];
    // One rule at a time: the input names it.
    const { run } = await startStates(
      t,
      choosing(
        all.map(([rule], index) => ({
          And: [
            { Variable: '$.index', NumericEquals: index },
            { Variable: '$.v', ...rule },
          ],
        })),
      ),
      jsonPath,
    );
    for (const [index, [rule, input]] of all.entries()) {
      const { result } = await run({ ...input, index });
      assert.equal(result.rule, index < holding.length ? index : 'none', JSON.stringify([rule, input]));
    }
  },
);

behaviour(
  'a Variable that is not there ends the execution with States.Runtime, unless IsPresent asks for it',
  {
    source,
    fidelity: 'modelled',
    note: 'That the execution fails is documented; the error and its text are recorded by others',
  },
  async (t) => {
    const { run } = await startStates(t, choosing([{ Variable: '$.type', StringEquals: 'x' }]), jsonPath);
    const { status, error, cause } = await run({});
    assert.deepEqual([status, error], ['FAILED', 'States.Runtime']);
    assert.match(
      cause ?? '',
      /^An error occurred while executing the state 'Choose' \(entered at the event id #2\)\. Invalid path '\$\.type': The choice state's condition path references an invalid value\.$/,
    );
  },
);

behaviour(
  'a Choice without a Default and without a rule that holds is States.NoChoiceMatched; its paths make its output',
  { source },
  async (t) => {
    const states = choosing([{ Variable: '$.a', NumericEquals: 1 }], {
      InputPath: '$.in',
      OutputPath: '$.out',
    });
    const { Default, ...choose } = states.Choose;
    const { run } = await startStates(t, { ...states, Choose: choose }, jsonPath);
    assert.deepEqual((await run({ in: { a: 1, out: { b: 2 } } })).result, { b: 2, rule: 0 });
    assert.equal((await run({ in: { a: 2 } })).error, 'States.NoChoiceMatched');
  },
);
