import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startStates } from '../../testing/state-machine.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const source = 'https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html';

const jsonPath = { definition: { QueryLanguage: 'JSONPath' } };

const inputArray = [1, 2, 3, 4, 5, 6, 7, 8, 9];

behaviour('intrinsic functions give what AWS’s page shows', { source }, async (t) => {
  const calls: [call: string, input: unknown, gives: unknown][] = [
    ['States.Array($.Id)', { Id: 123456 }, [123456]],
    [
      "States.Array('Foo', 2020, $.some, null, true)",
      { some: { a: 1 } },
      ['Foo', 2020, { a: 1 }, null, true],
    ],
    ['States.ArrayPartition($.inputArray,4)', { inputArray }, [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
    ['States.ArrayContains($.inputArray, $.lookingFor)', { inputArray, lookingFor: 5 }, true],
    ['States.ArrayRange(1, 9, 2)', {}, [1, 3, 5, 7, 9]],
    ['States.ArrayGetItem($.inputArray, $.index)', { inputArray, index: 5 }, 6],
    ['States.ArrayLength($.inputArray)', { inputArray }, 9],
    ['States.ArrayUnique($.inputArray)', { inputArray: [1, 2, 3, 3, 3, 4] }, [1, 2, 3, 4]],
    ['States.Base64Encode($.input)', { input: 'Data to encode' }, 'RGF0YSB0byBlbmNvZGU='],
    ['States.Base64Decode($.base64)', { base64: 'RGF0YSB0byBlbmNvZGU=' }, 'Data to encode'],
    [
      'States.Hash($.Data, $.Algorithm)',
      { Data: 'input data', Algorithm: 'SHA-1' },
      'aaff4a450a104cd177d28d18d74485e8cae074b7',
    ],
    [
      'States.JsonMerge($.json1, $.json2, false)',
      { json1: { a: { a1: 1, a2: 2 }, b: 2 }, json2: { a: { a3: 1, a4: 2 }, c: 3 } },
      { a: { a3: 1, a4: 2 }, b: 2, c: 3 },
    ],
    ['States.StringToJson($.escapedJsonString)', { escapedJsonString: '{"foo": "bar"}' }, { foo: 'bar' }],
    ['States.JsonToString($.unescapedJson)', { unescapedJson: { foo: 'bar' } }, '{"foo":"bar"}'],
    ['States.MathAdd($.value1, $.step)', { value1: 111, step: -1 }, 110],
    ['States.MathAdd(1.4, 2.6)', {}, 4],
    [
      'States.StringSplit($.inputString, $.splitter)',
      { inputString: '1,2,3', splitter: ',' },
      ['1', '2', '3'],
    ],
    [
      'States.StringSplit($.inputString, $.splitter)',
      { inputString: 'This.is+a,test=string', splitter: '.+,=' },
      ['This', 'is', 'a', 'test', 'string'],
    ],
    ["States.Format('Hello, my name is {}.', $.name)", { name: 'Arnav' }, 'Hello, my name is Arnav.'],
    ['States.Format($.template, $.name)', { name: 'Arnav', template: 'Hello, {}.' }, 'Hello, Arnav.'],
    ["States.Format('it\\'s \\{\\} {} \\\\', 1)", {}, "it's {} 1 \\"],
    [
      "States.Format('{}-{}', States.ArrayGetItem(States.StringSplit($.arn, ':'), 1), $['a b'].c[0])",
      { arn: 'x:y:z', 'a b': { c: [true] } },
      'y-true',
    ],
  ];
  // One state a call, each with the input that it is shown with.
  const states = calls.map(([call], index) => [
    `C${index}`,
    {
      Type: 'Pass',
      InputPath: `$.given[${index}]`,
      Parameters: { 'gives.$': call },
      ResultPath: `$.came[${index}]`,
      ...(index === calls.length - 1 ? { End: true } : { Next: `C${index + 1}` }),
    },
  ]);
  const { run } = await startStates(t, Object.fromEntries(states), jsonPath);
  const { result, cause } = await run({
    given: calls.map(([, input]) => input),
    came: calls.map(() => null),
  });
  assert.equal(cause, undefined);
  for (const [index, [call, , gives]] of calls.entries())
    assert.deepEqual(result.came[index], { gives }, call);
});

behaviour(
  'States.MathRandom gives a number of the range, the same one for the same seed; States.UUID one of version 4',
  { source },
  async (t) => {
    const { run } = await startStates(
      t,
      {
        P: {
          Type: 'Pass',
          Parameters: {
            'some.$': 'States.MathRandom(1, 999)',
            'first.$': 'States.MathRandom(1, 999, 7)',
            'second.$': 'States.MathRandom(1, 999, 7)',
            'uuid.$': 'States.UUID()',
          },
          End: true,
        },
      },
      jsonPath,
    );
    const { some, first, second, uuid } = (await run()).result;
    assert.ok(Number.isInteger(some) && some >= 1 && some <= 999);
    assert.equal(first, second);
    assert.match(uuid, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  },
);

behaviour(
  'a function that cannot take its arguments is States.IntrinsicFailure',
  { source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html' },
  async (t) => {
    const calls = [
      'States.ArrayPartition($.array, 0)',
      'States.ArrayRange(1, 2000, 1)',
      'States.ArrayRange(1, 2, 0)',
      'States.ArrayGetItem($.array, 5)',
      'States.Base64Encode($.long)',
      "States.Hash('a', 'SHA-3')",
      'States.JsonMerge($, $, true)',
      "States.StringToJson('{')",
      "States.MathAdd('a', 1)",
      "States.Format('{} {}', 1)",
      "States.Format('{}', $.array)",
      'States.ArrayLength($.long)',
    ];
    const { run } = await startStates(
      t,
      {
        Choose: {
          Type: 'Choice',
          Choices: calls.map((_, index) => ({
            Variable: '$.index',
            NumericEquals: index,
            Next: `C${index}`,
          })),
        },
        ...Object.fromEntries(
          calls.map((call, index) => [`C${index}`, { Type: 'Pass', Parameters: { 'x.$': call }, End: true }]),
        ),
      },
      jsonPath,
    );
    for (const [index, call] of calls.entries()) {
      const { error, cause } = await run({ index, array: [1], long: 'x'.repeat(10_001) });
      assert.equal(error, 'States.IntrinsicFailure', call);
      assert.ok(cause?.includes(`The function '${call}' had the following error: `), cause);
    }
  },
);
