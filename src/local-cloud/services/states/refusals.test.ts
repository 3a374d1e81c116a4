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

test('an Express state machine is refused', async (t) => {
  const Machine = machineResource({ A: { Type: 'Pass', End: true } });
  Object.assign(Machine.Properties ?? {}, { StateMachineType: 'EXPRESS' });
  await assert.rejects(startTemplate(t, { Resources: { Machine } }), /Express workflows are not emulated/);
});

test('of JSONPath, what selects of inputs and results is refused at once, each with its path', async (t) => {
  const Machine = machineResource(
    {
      A: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:us-east-1:000000000000:function:Test-Function',
        Parameters: { 'a.$': '$.a' },
        ResultPath: '$.b',
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B', ResultPath: '$.error' }],
        Next: 'B',
      },
      B: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'C' }], Default: 'C' },
      C: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'D' },
      D: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input %}', Next: 'E' },
      E: { Type: 'Fail', Error: '{% $states.input.error %}' },
    },
    { QueryLanguage: 'JSONPath' },
  );
  await assert.rejects(startTemplate(t, { Resources: { Machine } }), ({ message }: Error) => {
    for (const each of [
      /States\.A\.Parameters: this field is not supported in JSONPath: set QueryLanguage to JSONata/,
      /States\.A\.ResultPath: this field is not supported in JSONPath/,
      /States\.A\.Catch\.0\.ResultPath: this field is not supported in JSONPath/,
      /States\.B: Choice in JSONPath is not supported: set QueryLanguage to JSONata/,
      /States\.C\.SecondsPath: this field is not supported in JSONPath/,
      /States\.E\.Error: must be no JSONata expression where the query language is JSONPath/,
    ])
      assert.match(message, each);
    assert.doesNotMatch(message, /States\.D/);
    return true;
  });
});
