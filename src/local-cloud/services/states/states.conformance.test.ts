import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { invokeTask, startStates } from '../../testing/state-machine.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/step-functions/latest/dg';

behaviour(
  'a Task invokes a function with its Arguments, and Output makes the state’s output of the result',
  { source: `${guide}/connect-lambda.html` },
  async (t) => {
    const { run, watch } = await startStates(
      t,
      {
        Add: invokeTask(
          {
            Output: { sum: '{% $states.result.Payload.sum %}', status: '{% $states.result.StatusCode %}' },
            End: true,
          },
          { a: '{% $states.input.a %}', b: 2 },
        ),
      },
      { code: 'exports.handler = async ({ a, b }) => ({ sum: a + b });' },
    );
    const { status, result } = await run({ a: 40 });
    assert.equal(status, 'SUCCEEDED');
    assert.deepEqual(result, { sum: 42, status: 200 });
    const [execution] = watch.of('execution-started', 'Machine');
    const [invocation] = watch.of('invocation-started', 'Function');
    assert.deepEqual([invocation?.trigger, invocation?.causes], ['step-functions', [execution?.executionId]]);
  },
);

behaviour(
  'a Task that names a function by its ARN gives it the whole input, and what it answers is the result',
  { source: `${guide}/state-task.html` },
  async (t) => {
    const { run, history } = await startStates(
      t,
      {
        Work: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:000000000000:function:Test-Function',
          Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Told' }],
          End: true,
        },
        Told: { Type: 'Pass', End: true },
      },
      {
        code: `exports.handler = async ({ n }) => { if (n < 0) throw new RangeError('too small'); return n + 1; };`,
        // The language of a definition that names none.
        definition: { QueryLanguage: 'JSONPath' },
      },
    );
    const work = async (input: object) => {
      const { executionArn, result } = await run(input);
      const events = await history(executionArn);
      return { result, events: events.filter(({ type }) => type?.startsWith('Lambda')) };
    };
    const { result, events } = await work({ n: 1 });
    assert.equal(result, 2);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded'],
    );
    assert.equal(events[0]?.lambdaFunctionScheduledEventDetails?.input, '{"n":1}');
    assert.equal(events[2]?.lambdaFunctionSucceededEventDetails?.output, '2');
    const failed = await work({ n: -1 });
    assert.equal(failed.result.Error, 'RangeError');
    assert.equal(JSON.parse(failed.result.Cause).errorMessage, 'too small');
    assert.equal(failed.events.filter(({ type }) => type === 'LambdaFunctionFailed').length, 2);
  },
);

behaviour(
  'the history has the events of each state and task, each with the id of the one before, which the first state has not',
  {
    source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html',
  },
  async (t) => {
    const { run, history } = await startStates(t, {
      First: { Type: 'Pass', Next: 'Work' },
      Work: invokeTask({ Next: 'Done' }),
      Done: { Type: 'Succeed' },
    });
    const { executionArn } = await run({ n: 1 });
    const events = await history(executionArn);
    assert.deepEqual(
      events.map(({ type }) => type),
      [
        'ExecutionStarted',
        'PassStateEntered',
        'PassStateExited',
        'TaskStateEntered',
        'TaskScheduled',
        'TaskStarted',
        'TaskSucceeded',
        'TaskStateExited',
        'SucceedStateEntered',
        'SucceedStateExited',
        'ExecutionSucceeded',
      ],
    );
    assert.deepEqual(
      events.map(({ id, previousEventId }) => [id, previousEventId]),
      events.map((_, index) => [index + 1, index === 1 ? 0 : index]),
    );
    assert.deepEqual(
      [events[3]?.stateEnteredEventDetails?.name, events[3]?.stateEnteredEventDetails?.input],
      ['Work', '{"n":1}'],
    );
    assert.equal(events[4]?.taskScheduledEventDetails?.resourceType, 'lambda');
    assert.equal(events[4]?.taskScheduledEventDetails?.resource, 'invoke');
  },
);

behaviour(
  'a Choice goes where its first true Condition leads, else to its Default, and without one fails with States.NoChoiceMatched',
  { source: `${guide}/state-choice.html` },
  async (t) => {
    const Choices = [
      { Condition: '{% $states.input.n > 10 %}', Next: 'Large', Assign: { found: 'large' } },
      { Condition: '{% $states.input.n > 5 %}', Next: 'Large', Output: 'middle' },
    ];
    const Large = {
      Type: 'Succeed',
      Output: ['{% $states.input %}', '{% $exists($found) ? $found : null %}'],
    };
    const { run } = await startStates(t, {
      Size: { Type: 'Choice', Choices, Default: 'Again' },
      Again: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n = 1 %}', Next: 'Large' }] },
      Large,
    });
    assert.deepEqual((await run({ n: 11 })).result, [{ n: 11 }, 'large']);
    assert.deepEqual((await run({ n: 6 })).result, ['middle', null]);
    assert.equal((await run({ n: 2 })).error, 'States.NoChoiceMatched');
  },
);

behaviour(
  'a Fail state fails the execution with its Error and Cause, which can be expressions',
  { source: `${guide}/state-fail.html` },
  async (t) => {
    const { run } = await startStates(t, {
      No: { Type: 'Fail', Error: 'Declined', Cause: "{% 'order ' & $states.input.id %}" },
    });
    const { status, error, cause } = await run({ id: 7 });
    assert.deepEqual([status, error, cause], ['FAILED', 'Declined', 'order 7']);
  },
);

behaviour(
  'a Wait waits until a date and time of RFC 3339 with T and Z in capitals; any other is refused, or fails the state',
  { source: `${guide}/state-wait.html` },
  async (t) => {
    const until = (Timestamp: string) => ({ Type: 'Wait', Timestamp, End: true });
    for (const Timestamp of ['2016-03-14', '2016-03-14t01:59:00z', '2016-03-14 01:59:00Z', 'tomorrow'])
      await assert.rejects(
        startStates(t, { Wait: until(Timestamp) }),
        /States\.Wait\.Timestamp: ".+" is no date and time as 2016-03-14T01:59:00Z/,
      );
    const { run } = await startStates(t, {
      Fixed: { ...until('2016-03-14T01:59:00.5+01:00'), End: undefined, Next: 'Given' },
      Given: until('{% $states.input.at %}'),
    });
    assert.equal((await run({ at: '2016-03-14T01:59:00Z' })).status, 'SUCCEEDED');
    const { status, error } = await run({ at: '2016-03-14' });
    assert.deepEqual([status, error], ['FAILED', 'States.QueryEvaluationError']);
  },
);

behaviour(
  'a Wait waits as many seconds as its Seconds say',
  {
    source: `${guide}/state-wait.html`,
    fidelity: 'modelled',
    note: 'All waits, retries and time-outs of Step Functions run on the cloud’s clock, whose speed is the setting timeScale.',
  },
  async (t) => {
    const { run } = await startStates(t, {
      Wait: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'Then' },
      Then: {
        Type: 'Succeed',
        Output:
          '{% $toMillis($states.context.State.EnteredTime) - $toMillis($states.context.Execution.StartTime) %}',
      },
    });
    assert.ok((await run({ seconds: 9 })).result >= 9_000);
  },
);

behaviour(
  'variables are assigned with the values of before: Assign and Output of one state do not see each other',
  { source: `${guide}/workflow-variables.html` },
  async (t) => {
    const { run } = await startStates(t, {
      First: { Type: 'Pass', Assign: { x: 3, a: 6 }, Next: 'Second' },
      Second: {
        Type: 'Pass',
        Assign: { x: '{% $a %}', nextX: '{% $x %}' },
        Output: '{% $x %}',
        Next: 'Last',
      },
      Last: {
        Type: 'Succeed',
        Output: { x: '{% $x %}', nextX: '{% $nextX %}', output: '{% $states.input %}' },
      },
    });
    assert.deepEqual((await run()).result, { x: 6, nextX: 3, output: 3 });
  },
);

behaviour(
  'an expression that gives nothing fails with States.QueryEvaluationError',
  { source: `${guide}/transforming-data.html` },
  async (t) => {
    const { run, history } = await startStates(t, {
      Ask: { Type: 'Pass', Output: '{% $states.input.missing %}', End: true },
    });
    const { executionArn, error, cause } = await run();
    assert.equal(error, 'States.QueryEvaluationError');
    assert.match(cause ?? '', /returned nothing \(undefined\)/);
    assert.deepEqual(
      (await history(executionArn)).map(({ type }) => type),
      ['ExecutionStarted', 'PassStateEntered', 'EvaluationFailed', 'ExecutionFailed'],
    );
  },
);

behaviour(
  'JSONata has $partition, $range, $hash, $random, $uuid and $parse besides its own functions',
  { source: `${guide}/transforming-data.html` },
  async (t) => {
    const { run } = await startStates(t, {
      All: {
        Type: 'Succeed',
        Output: {
          partition: '{% $partition([1,2,3,4,5], 2) %}',
          range: '{% $range(0, 10, 3) %}',
          hash: "{% $hash('input data', 'SHA-1') %}",
          random: '{% $random(7) = $random(7) and $random() < 1 %}',
          uuid: '{% $length($uuid()) %}',
          parse: '{% $parse(\'{"a":[1]}\').a[0] %}',
        },
      },
    });
    assert.deepEqual((await run()).result, {
      partition: [[1, 2], [3, 4], [5]],
      range: [0, 3, 6, 9],
      hash: 'aaff4a450a104cd177d28d18d74485e8cae074b7',
      random: true,
      uuid: 36,
      parse: 1,
    });
  },
);

behaviour(
  'Parallel runs its branches side by side, and its result is their outputs in order',
  { source: `${guide}/state-parallel.html` },
  async (t) => {
    const { run } = await startStates(t, {
      Set: { Type: 'Pass', Assign: { who: 'outer' }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Slow',
            States: {
              Slow: { Type: 'Wait', Seconds: 5, Next: 'Own' },
              Own: { Type: 'Pass', Assign: { inner: 1 }, Output: "{% 'a ' & $who %}", End: true },
            },
          },
          { StartAt: 'Fast', States: { Fast: { Type: 'Pass', Output: '{% $states.input.n %}', End: true } } },
        ],
        Output: { branches: '{% $states.result %}', inner: '{% $exists($inner) %}' },
        End: true,
      },
    });
    assert.deepEqual((await run({ n: 2 })).result, { branches: ['a outer', 2], inner: false });
  },
);

behaviour(
  'a branch that fails fails the Parallel state, and ends the other branches',
  { source: `${guide}/state-parallel.html` },
  async (t) => {
    const { run, history } = await startStates(t, {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 90_000, End: true } } },
          { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'Broken' } } },
        ],
        Catch: [{ ErrorEquals: ['Broken'], Next: 'Mended', Output: '{% $states.errorOutput.Error %}' }],
        End: true,
      },
      Mended: { Type: 'Succeed' },
    });
    const { result, executionArn } = await run();
    assert.equal(result, 'Broken');
    assert.ok((await history(executionArn)).some(({ type }) => type === 'ParallelStateFailed'));
  },
);

behaviour(
  'Map runs its states once for each item, with the item and its index in the context object',
  { source: `${guide}/state-map-inline.html` },
  async (t) => {
    const { run, history } = await startStates(t, {
      Each: {
        Type: 'Map',
        Items: '{% $states.input.items %}',
        ItemSelector: {
          item: '{% $states.context.Map.Item.Value %}',
          index: '{% $states.context.Map.Item.Index %}',
        },
        MaxConcurrency: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'One',
          States: { One: invokeTask({ End: true }) },
        },
        End: true,
      },
    });
    const { result, executionArn } = await run({ items: ['a', 'b'] });
    assert.deepEqual(result, [
      { item: 'a', index: 0 },
      { item: 'b', index: 1 },
    ]);
    const types = (await history(executionArn)).map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'MapIterationSucceeded').length, 2);
  },
);
