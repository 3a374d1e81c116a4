import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startStates } from '../../testing/state-machine.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/step-functions/latest/dg';
const flow = `${guide}/concepts-input-output-filtering.html`;

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:Test-Function';

/** A cloud with these states in JSONPath, the language of a definition that names none. */
const start = (t: TestContext, states: Record<string, unknown>, code?: string) =>
  startStates(t, states, { ...(code !== undefined && { code }), definition: { QueryLanguage: undefined } });

behaviour(
  'in JSONPath, InputPath and Parameters make what a task gets, ResultSelector, ResultPath and OutputPath what its state gives',
  { source: flow },
  async (t) => {
    const { run, history } = await start(
      t,
      {
        Sum: {
          Type: 'Task',
          Resource: functionArn,
          InputPath: '$.numbers',
          Parameters: {
            'a.$': '$.val1',
            nested: { 'b.$': '$.list[-1]', fixed: 1 },
            list: [{ 'execution.$': '$$.Execution.Name' }],
          },
          ResultSelector: { 'sum.$': '$.total', 'from.$': '$$.State.Name' },
          ResultPath: '$.results.task',
          OutputPath: '$.results',
          End: true,
        },
      },
      'exports.handler = async ({ a, nested, list }) => ({ total: a + nested.b + nested.fixed, names: list });',
    );
    const { executionArn, name, result } = await run({ title: 'x', numbers: { val1: 3, list: [1, 4] } });
    assert.deepEqual(result, { task: { sum: 8, from: 'Sum' } });
    const scheduled = (await history(executionArn)).find(({ type }) => type === 'LambdaFunctionScheduled');
    assert.deepEqual(JSON.parse(scheduled?.lambdaFunctionScheduledEventDetails?.input ?? ''), {
      a: 3,
      nested: { b: 4, fixed: 1 },
      list: [{ execution: name }],
    });
  },
);

behaviour(
  'InputPath and OutputPath of null are an empty object, ResultPath of null keeps the input, and none of them changes nothing',
  { source: `${guide}/input-output-resultpath.html` },
  async (t) => {
    const pass = (fields: object) => ({ Type: 'Pass', ...fields, End: true });
    const outputs = await Promise.all(
      [{ InputPath: null }, { OutputPath: null }, { Result: 1, ResultPath: null }, {}, { Result: 1 }].map(
        async (fields) => (await (await start(t, { P: pass(fields) })).run({ a: 1 })).result,
      ),
    );
    assert.deepEqual(outputs, [{}, {}, { a: 1 }, { a: 1 }, 1]);
  },
);

behaviour(
  'a Pass puts its Result, or what its Parameters make, where ResultPath says; what lacks on the way is made',
  { source: `${guide}/state-pass.html` },
  async (t) => {
    const { run } = await start(t, {
      Data: { Type: 'Pass', Result: { x: 1 }, ResultPath: '$.deep.coords', Next: 'More' },
      More: { Type: 'Pass', Parameters: { 'y.$': '$.deep.coords.x' }, ResultPath: '$.list[1]', End: true },
    });
    assert.deepEqual((await run({ georefOf: 'Home', list: [0, 0] })).result, {
      georefOf: 'Home',
      list: [0, { y: 1 }],
      deep: { coords: { x: 1 } },
    });
  },
);

behaviour(
  'a ResultPath that cannot be applied to the input is States.ResultPathMatchFailure',
  { source: `${guide}/concepts-error-handling.html` },
  async (t) => {
    const { run } = await start(t, { P: { Type: 'Pass', Result: 1, ResultPath: '$.x', End: true } });
    const { status, error, cause } = await run('foo');
    assert.deepEqual([status, error], ['FAILED', 'States.ResultPathMatchFailure']);
    assert.match(cause ?? '', /Unable to apply ResultPath '\$\.x' to input '"foo"'/);
  },
);

behaviour(
  'a path of Parameters that finds nothing ends the execution, and no catcher takes it',
  {
    source: `${guide}/concepts-error-handling.html`,
    fidelity: 'modelled',
    note: 'AWS’s page names States.ParameterPathFailure for it; recorded by others, executions end with States.Runtime and this text',
  },
  async (t) => {
    const { run } = await start(t, {
      Task: {
        Type: 'Task',
        Resource: functionArn,
        Parameters: { 'address.$': '$.application.address' },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
    });
    const { status, error, cause } = await run({ flagged: false });
    assert.deepEqual([status, error], ['FAILED', 'States.Runtime']);
    assert.equal(
      cause,
      `An error occurred while executing the state 'Task' (entered at the event id #2). The JSONPath '$.application.address' specified for the field 'address.$' could not be found in the input '{"flagged":false}'`,
    );
  },
);

behaviour(
  'a catcher puts the error beside the input with its ResultPath, and without one the error is all that goes on',
  { source: `${guide}/concepts-error-handling.html` },
  async (t) => {
    const task = (more: object) => ({
      Type: 'Task',
      Resource: functionArn,
      Catch: [{ ErrorEquals: ['RangeError'], ...more, Next: 'Done' }],
      OutputPath: '$.never',
      Next: 'Done',
    });
    const code = `exports.handler = async () => { throw new RangeError('too small'); };`;
    const states = (more: object) => ({ Work: task(more), Done: { Type: 'Succeed' } });
    const beside = await start(t, states({ ResultPath: '$.error' }), code);
    const { result } = await beside.run({ order: 1 });
    assert.equal(result.order, 1);
    assert.equal(result.error.Error, 'RangeError');
    const alone = await start(t, states({}), code);
    assert.deepEqual(Object.keys((await alone.run({ order: 1 })).result), ['Error', 'Cause']);
  },
);

behaviour(
  'times come from the input: SecondsPath, TimestampPath, TimeoutSecondsPath and HeartbeatSecondsPath',
  { source: `${guide}/state-wait.html` },
  async (t) => {
    const { run, watch } = await start(
      t,
      {
        Soon: { Type: 'Wait', SecondsPath: '$.times.seconds', Next: 'Then' },
        Then: { Type: 'Wait', TimestampPath: '$.times.at', Next: 'Work' },
        Work: {
          Type: 'Task',
          Resource: functionArn,
          TimeoutSecondsPath: '$.times.limit',
          HeartbeatSecondsPath: '$.times.beat',
          Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.error', Next: 'Late' }],
          End: true,
        },
        Late: {
          Type: 'Fail',
          ErrorPath: '$.error.Error',
          CausePath: "States.Format('after {} s', $.times.limit)",
        },
      },
      'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 2_000));',
    );
    const times = { seconds: 2, at: '2016-03-14T01:59:00Z', limit: 2, beat: 1 };
    const { error, cause } = await run({ times });
    assert.match(error ?? '', /^States\.(HeartbeatTimeout|Timeout)$/);
    assert.equal(cause, 'after 2 s');
    assert.deepEqual(
      watch.of('state-entered', 'Machine').map(({ state }) => state),
      ['Soon', 'Then', 'Work', 'Late'],
    );
  },
);

behaviour(
  'a Parallel gives its branches what its Parameters make, and its result to ResultSelector and ResultPath',
  { source: `${guide}/state-parallel.html` },
  async (t) => {
    const branch = (name: string, path: string) => ({
      StartAt: name,
      States: { [name]: { Type: 'Pass', InputPath: path, End: true } },
    });
    const { run } = await start(t, {
      Both: {
        Type: 'Parallel',
        Parameters: { 'first.$': '$.a', second: 2 },
        Branches: [branch('A', '$.first'), branch('B', '$.second')],
        ResultSelector: { 'swapped.$': 'States.Array($[1], $[0])' },
        ResultPath: '$.both',
        End: true,
      },
    });
    assert.deepEqual((await run({ a: 1 })).result, { a: 1, both: { swapped: [2, 1] } });
  },
);

behaviour(
  'a Map takes its items from ItemsPath, and makes the input of an iteration with ItemSelector from the item, its index and the input',
  { source: `${guide}/input-output-itemselector.html` },
  async (t) => {
    const selector = {
      'parcel.$': '$$.Map.Item.Value',
      'index.$': '$$.Map.Item.Index',
      'courier.$': '$.delivery-partner',
    };
    const processor = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
    const map = (fields: object) => ({
      Type: 'Map',
      InputPath: '$.detail',
      ItemsPath: '$.shipped',
      MaxConcurrencyPath: '$.atOnce',
      ResultPath: '$.detail.shipped',
      OutputPath: '$.detail.shipped',
      End: true,
      ...fields,
    });
    const input = {
      detail: { 'delivery-partner': 'UQS', shipped: [{ prod: 'R31' }, { prod: 'S39' }], atOnce: 1 },
    };
    const expected = [
      { parcel: { prod: 'R31' }, index: 0, courier: 'UQS' },
      { parcel: { prod: 'S39' }, index: 1, courier: 'UQS' },
    ];
    // The second has the names that these fields had before.
    for (const fields of [
      { ItemSelector: selector, ItemProcessor: processor },
      { Parameters: selector, Iterator: processor },
    ]) {
      const { run } = await start(t, { Map: map(fields) });
      assert.deepEqual((await run(input)).result, expected);
    }
  },
);

behaviour(
  'in JSONPath, Assign takes from the result of the state, and paths begin with the name of a variable',
  { source: `${guide}/workflow-variables.html` },
  async (t) => {
    const { run } = await start(
      t,
      {
        Work: {
          Type: 'Task',
          Resource: functionArn,
          Assign: { 'total.$': '$.total', fixed: 'x', 'who.$': '$$.State.Name' },
          ResultPath: null,
          Next: 'Choose',
        },
        Choose: {
          Type: 'Choice',
          Choices: [{ Variable: '$total', NumericEquals: 3, Assign: { 'before.$': '$.a' }, Next: 'Told' }],
        },
        Told: {
          Type: 'Pass',
          Parameters: { 'all.$': 'States.Array($total, $fixed, $who, $before)', 'a.$': '$.a' },
          End: true,
        },
      },
      'exports.handler = async ({ a }) => ({ total: a + 2 });',
    );
    assert.deepEqual((await run({ a: 1 })).result, { all: [3, 'x', 'Work', 1], a: 1 });
  },
);

behaviour(
  'a path may have wildcards, slices, filters and .., and then gives a list of what it finds',
  { source: `${guide}/amazon-states-language-paths.html` },
  async (t) => {
    const paths = {
      all: '$.jar[*].a',
      slice: '$.bar[0:2]',
      last: '$.bar[-1:]',
      some: '$.bar[0,2]',
      filter: '$.jar[?(@.a >= 5)]',
      both: "$.jar[?(@.a < 6 && (@.kind == 'x' || !@.kind))].a",
      deep: '$..a',
      none: '$.jar[?(@.a > 100)]',
      // "The @ operator … does not match scalar values."
      scalars: "$.bar[?(@ != 'a')]",
      quoted: "$['car']['cdr']",
    };
    const { run } = await start(t, {
      P: {
        Type: 'Pass',
        Parameters: Object.fromEntries(Object.entries(paths).map(([name, path]) => [`${name}.$`, path])),
        End: true,
      },
    });
    const jar = [{ a: 1 }, { a: 5, kind: 'x' }, { a: 2, kind: 'y' }, { a: 7 }];
    const { result } = await run({ foo: 123, bar: ['a', 'b', 'c'], car: { cdr: true }, jar });
    assert.deepEqual(result, {
      all: [1, 5, 2, 7],
      slice: ['a', 'b'],
      last: ['c'],
      some: ['a', 'c'],
      filter: [jar[1], jar[3]],
      both: [1, 5],
      deep: [1, 5, 2, 7],
      none: [],
      scalars: [],
      quoted: true,
    });
  },
);

behaviour(
  'states of both languages follow each other in one workflow whose language is JSONPath',
  { source: `${guide}/transforming-data.html` },
  async (t) => {
    const { run } = await start(t, {
      First: { Type: 'Pass', Parameters: { 'n.$': '$.a' }, Next: 'Second' },
      Second: {
        Type: 'Pass',
        QueryLanguage: 'JSONata',
        Output: { n: '{% $states.input.n + 1 %}' },
        Next: 'Third',
      },
      Third: { Type: 'Pass', OutputPath: '$.n', End: true },
    });
    assert.equal((await run({ a: 1 })).result, 2);
  },
);
