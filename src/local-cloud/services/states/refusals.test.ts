import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemplate } from '../../testing/assembly.ts';
import { machineResource } from '../../testing/state-machine.ts';

test('everything that a definition has and is not supported is refused at once, each with its path', async (t) => {
  const Machine = machineResource(
    {
      A: { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', Next: 'Nowhere' },
      B: { Type: 'Pass', Parameters: {}, Next: 'C' },
      C: { Type: 'Pass', Output: '{% $states.input.( %}', End: true },
      D: { Type: 'Pass', QueryLanguage: 'JSONPath', End: true },
      E: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'F', States: { F: { Type: 'Dance', End: true } } }],
        End: true,
      },
      G: { Type: 'Wait', End: true },
      H: { Type: 'Pass' },
      I: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { Function: 'x' },
        Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }],
        End: true,
      },
    },
    { Surprise: 1 },
  );
  await assert.rejects(startTemplate(t, { Resources: { Machine } }), (error: Error) => {
    for (const each of [
      /States\.A\.Resource: must be the ARN of a function, or an integration that is supported: lambda:invoke/,
      /States\.B\.Parameters: this field is not supported/,
      /States\.C\.Output: the JSONata expression .* cannot be read/,
      /States\.D\.QueryLanguage: cannot be JSONPath where it is JSONata for what is around it/,
      /States\.E\.Branches\.0\.States\.F\.Type: "Dance" is none of/,
      /States\.G\.Seconds: give either Seconds or Timestamp/,
      /States\.H\.Next: there must be either Next or "End": true/,
      /States\.I\.Retry: must have what is for States\.ALL last/,
      /Surprise: this field is not supported/,
    ])
      assert.match(error.message, each);
    return true;
  });
});

test('a branch cannot assign a variable that is assigned around it', async (t) => {
  const inner = (Assign: object) => ({ StartAt: 'B', States: { B: { Type: 'Pass', Assign, End: true } } });
  const machine = (Assign: object) =>
    machineResource({
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [inner(Assign)], End: true },
    });
  await assert.rejects(
    startTemplate(t, { Resources: { Machine: machine({ x: 2 }) } }),
    /States\.P\.Branches\.0\.States: the variable x is assigned around this workflow/,
  );
  await startTemplate(t, { Resources: { Machine: machine({ y: 2 }) } });
});

test('what an Express workflow cannot have is refused at once, each with its path', async (t) => {
  const task = (Resource: string) => ({ Type: 'Task', Resource, End: true });
  const inside = { StartAt: 'C', States: { C: task('arn:aws:states:us-east-1:000000000000:activity:pack') } };
  const Machine = machineResource(
    {
      A: { ...task('arn:aws:states:::sqs:sendMessage.waitForTaskToken'), End: false, Next: 'B' },
      B: { Type: 'Parallel', Branches: [inside], Next: 'D' },
      D: task('arn:aws:states:::states:startExecution.sync:2'),
    },
    {},
    { StateMachineType: 'EXPRESS' },
  );
  await assert.rejects(startTemplate(t, { Resources: { Machine } }), ({ message }: Error) => {
    for (const each of [
      /States\.A\.Resource: Express state machine does not support '\.waitForTaskToken' service integration/,
      /States\.B\.Branches\.0\.States\.C\.Resource: Express state machine does not support Activity ARN/,
      /States\.D\.Resource: Express state machine does not support '\.sync' service integration/,
    ])
      assert.match(message, each);
    return true;
  });
  Object.assign(Machine.Properties ?? {}, { StateMachineType: 'FAST' });
  await assert.rejects(
    startTemplate(t, { Resources: { Machine } }),
    /StateMachineType.*must be STANDARD or EXPRESS/,
  );
});

test('a log group that cannot be logged to is refused', async (t) => {
  const arn = 'arn:aws:logs:us-east-1:000000000000:log-group:orders';
  const to = (...arns: string[]) => arns.map((LogGroupArn) => ({ CloudWatchLogsLogGroup: { LogGroupArn } }));
  for (const [LoggingConfiguration, says] of [
    [{ Level: 'ALL' }, /must name a log group in Destinations where the Level is not OFF/],
    [{ Level: 'LOUD', Destinations: to(`${arn}:*`) }, /must be one of ALL, ERROR, FATAL, OFF/],
    [{ Level: 'ALL', Destinations: to(arn) }, /must be the ARN of a log group, and end with :\*/],
    [{ Level: 'ALL', Destinations: to(`${arn}:*`, `${arn}:*`) }, /must name one log group/],
    [{ Level: 'ALL', Destinations: to(`${arn}:*`) }, /no resource of this assembly has the ARN/],
  ] as const) {
    const Machine = machineResource({ A: { Type: 'Succeed' } }, {}, { LoggingConfiguration });
    await assert.rejects(startTemplate(t, { Resources: { Machine } }), says);
  }
});

test('of JSONPath, what cannot be read or does not go together is refused at once, each with its path', async (t) => {
  const Machine = machineResource(
    {
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { 'FunctionName.$': '$.fn', 'Payload.$': 'plain', 'Surprise.$': '$.x' },
        ResultPath: '$.list[*]',
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B', ResultPath: '$$.error' }],
        Next: 'B',
      },
      B: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.a', NumericEquals: 'x', Next: 'C' },
          { Variable: '$.a', StringMatchesPath: '$.b', Next: 'C' },
          { And: [{ Variable: '$.a', IsNull: true, IsPresent: true }], Next: 'C' },
        ],
        Default: 'C',
      },
      C: { Type: 'Wait', Seconds: 1, SecondsPath: '$.seconds', Next: 'D' },
      D: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input %}', Next: 'E' },
      E: { Type: 'Fail', Error: '{% $states.input.error %}' },
      F: { Type: 'Pass', InputPath: '$.a.length()', Output: 1, Next: 'G' },
      G: {
        Type: 'Pass',
        Parameters: {
          'a.$': '$.a[?(@.b =~ /x/)]',
          'b.$': 'States.Nothing()',
          'c.$': 'States.MathAdd(1)',
          'd.$': 1,
          e: 1,
          'e.$': '$',
          'f.$': "States.Format('\\x')",
        },
        Next: 'H',
      },
      H: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { 'Surprise.$': '$.x' },
        TimeoutSeconds: 1,
        TimeoutSecondsPath: '$.x',
        Assign: { 'states.$': '$' },
        End: true,
      },
      I: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'J',
          States: { J: { Type: 'Pass', Parameters: { 'x.$': '' }, End: true } },
        },
        Iterator: { StartAt: 'K', States: { K: { Type: 'Succeed' } } },
        End: true,
      },
      L: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { 'Surprise.$': '$.x' },
        TimeoutSeconds: 1,
        TimeoutSecondsPath: '$.x',
        End: true,
      },
    },
    { QueryLanguage: 'JSONPath' },
  );
  await assert.rejects(startTemplate(t, { Resources: { Machine } }), ({ message }: Error) => {
    for (const each of [
      /States\.A\.Parameters: Payload\.\$: plain is neither a path, which begins with \$, nor a call of an intrinsic/,
      /States\.A\.ResultPath: \$\.list\[\*\] has to be a Reference Path/,
      /States\.A\.Catch\.0\.ResultPath: \$\$\.error is not possible here/,
      /States\.B\.Choices\.0: NumericEquals must be a number/,
      /States\.B\.Choices\.1: StringMatchesPath is no comparison of a rule in JSONPath/,
      /States\.B\.Choices\.2: a rule has one comparison, and this one has IsNull, IsPresent/,
      /States\.C\.Seconds: give exactly one of Seconds, SecondsPath, Timestamp, TimestampPath/,
      /States\.E\.Error: must be no JSONata expression where the query language is JSONPath/,
      /States\.F\.InputPath: \$\.a\.length\(\) is not supported: Step Functions has no functions such as length\(\)/,
      /States\.F\.Output: this field is not supported in JSONPath: it is one of JSONata/,
      /States\.G\.Parameters: a\.\$: .* cannot be read/,
      /there is no intrinsic function States\.Nothing/,
      /States\.MathAdd in States\.MathAdd\(1\) has 1 arguments, and takes 2/,
      /d\.\$: must be a text: a path, or a call/,
      /e\.\$: e is there, too/,
      /has a backslash that escapes nothing/,
      /States\.H\.Assign.*states is reserved/,
      /States\.I\.ItemProcessor: give ItemProcessor, or Iterator as it was called before/,
      /States\.L\.Parameters: these are not supported: Surprise/,
      /States\.L\.TimeoutSeconds: give either TimeoutSeconds or TimeoutSecondsPath, and not both/,
    ])
      assert.match(message, each);
    assert.doesNotMatch(message, /States\.D/);
    return true;
  });
});
