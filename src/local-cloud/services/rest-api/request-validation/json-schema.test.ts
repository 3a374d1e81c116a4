import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileSchema } from './json-schema.ts';
import type { Check } from './keyword.ts';

const positive: Check = (value) => (Number(value) > 0 ? [] : ['must be above 0']);

const compiled = (schema: unknown): Check =>
  compileSchema(schema, (name) => (name === 'Positive' ? positive : assert.fail(`no model ${name}`)));

/** Each keyword as section 5 of https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00 has it. */
const cases: [schema: Record<string, unknown>, fitting: unknown[], unfit: unknown[]][] = [
  [{ multipleOf: 0.1 }, [0.3, 1, 'x'], [0.35]],
  [{ maximum: 500 }, [500, '501'], [500.5]],
  [{ maximum: 500, exclusiveMaximum: true }, [499.9], [500]],
  [{ minimum: 25 }, [25], [24]],
  [{ minimum: 25, exclusiveMinimum: true }, [25.1], [25]],
  [{ minimum: 25, exclusiveMinimum: false }, [25], [24]],
  [{ maxLength: 2 }, ['ab', '😀😀', 123], ['abc']],
  [{ minLength: 2 }, ['ab'], ['a', '😀']],
  [{ pattern: 'b+' }, ['abc', 1], ['ac']],
  [{ items: { type: 'integer' } }, [[], [1, 2], 'x'], [[1, 'x']]],
  [{ items: [{ type: 'integer' }], additionalItems: false }, [[], [1]], [['x'], [1, 2]]],
  [{ items: [{ type: 'integer' }], additionalItems: { type: 'null' } }, [[1, null]], [[1, 2]]],
  [{ maxItems: 1 }, [[1]], [[1, 2]]],
  [{ minItems: 1 }, [[1]], [[]]],
  [
    { uniqueItems: true },
    [[1, 2, { a: 1 }]],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  ],
  [{ maxProperties: 1 }, [{ a: 1 }], [{ a: 1, b: 2 }]],
  [{ minProperties: 1 }, [{ a: 1 }], [{}]],
  [{ required: ['a', 'b'] }, [{ a: 1, b: null }, []], [{ a: 1 }]],
  [
    { properties: { a: {} }, patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
    [{ a: 1, 'x-b': 'c' }],
    [{ c: 1 }, { 'x-b': 1 }],
  ],
  [{ additionalProperties: { type: 'string' } }, [{ a: 'b' }], [{ a: 1 }]],
  [{ dependencies: { a: ['b'] } }, [{ a: 1, b: 2 }, { c: 1 }], [{ a: 1 }]],
  [{ dependencies: { a: { minProperties: 2 } } }, [{ a: 1, b: 2 }, {}], [{ a: 1 }]],
  [{ enum: ['dog', { a: [1] }] }, ['dog', { a: [1] }], ['cat', { a: [2] }]],
  [{ type: 'integer' }, [1, -1, 1.0], [1.5, '1', true, null]],
  [{ type: 'number' }, [1.5], ['1']],
  [{ type: ['object', 'null'] }, [{}, null], [[], 'x']],
  [{ type: 'array' }, [[]], [{}]],
  [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]],
  [{ anyOf: [{ type: 'string' }, { minimum: 5 }] }, ['x', 5], [4]],
  [{ oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] }, [2, 3], [5, 6]],
  [{ not: { type: 'string' } }, [1], ['x']],
  [
    { definitions: { price: { minimum: 1 } }, properties: { price: { $ref: '#/definitions/price' } } },
    [{ price: 1 }],
    [{ price: 0 }],
  ],
  [
    { properties: { value: { type: 'integer' }, next: { $ref: '#' } }, required: ['value'] },
    [{ value: 1, next: { value: 2 } }],
    [{ value: 1, next: { value: 2, next: {} } }],
  ],
  [
    { items: { $ref: 'https://apigateway.amazonaws.com/restapis/a1b2c3/models/Positive' } },
    [[1, 2]],
    [[1, 0]],
  ],
  [
    { $schema: 'http://json-schema.org/draft-04/schema#', title: 't', description: 'd', default: 1 },
    [1, {}],
    [],
  ],
];

for (const [schema, fitting, unfit] of cases) {
  test(`what fits ${JSON.stringify(schema)}`, () => {
    const check = compiled(schema);
    for (const value of fitting) assert.deepEqual(check(value), [], JSON.stringify(value));
    for (const value of unfit) assert.notDeepEqual(check(value), [], JSON.stringify(value));
  });
}

test('every problem is told, each with its place', () => {
  const check = compiled({
    properties: { lines: { items: { properties: { count: { minimum: 1 } } } }, id: { type: 'string' } },
    required: ['id'],
  });
  assert.deepEqual(check({ lines: [{ count: 1 }, { count: 0 }] }), [
    'lines: 1: count: 0 must be 1 or greater than 1',
    'there must be id',
  ]);
});

const wrong: [schema: unknown, problem: RegExp][] = [
  [[], /# must be a schema: an object, not \[\]/],
  [{ properties: { a: true } }, /#\.properties\.a must be a schema: an object, not true/],
  [{ properties: { a: { const: 1 } } }, /#\.properties\.a has what is no keyword .* draft 4: const/],
  [{ exclusiveMinimum: 5 }, /#\.exclusiveMinimum must be true or false beside minimum, as in draft 4, not 5/],
  [{ exclusiveMinimum: true }, /#\.exclusiveMinimum must stand beside minimum/],
  [{ required: true }, /#\.required must be an array of names, not true/],
  [{ type: 'int' }, /#\.type: "int" is none of array, boolean, integer/],
  [{ pattern: '(' }, /#\.pattern: "\(" is no regular expression/],
  [{ $ref: '#/definitions/nothing' }, /#\.\$ref: "#\/definitions\/nothing" leads to no schema/],
  [{ $ref: '#' }, /#\.\$ref: "#" leads to no schema/],
  [{ $ref: 'https://example.com/schema' }, /leads to no schema/],
];

for (const [schema, problem] of wrong)
  test(`${JSON.stringify(schema)} is no schema`, () => {
    assert.throws(() => compiled(schema), problem);
  });
