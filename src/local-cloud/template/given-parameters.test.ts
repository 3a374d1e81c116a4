import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownTypes } from '../services.ts';
import { stackOf } from '../testing/planned.ts';
import { queueResource } from '../testing/templates.ts';
import { planStacks } from './plan.ts';

const withParameters = stackOf({
  Parameters: {
    Name: { Type: 'String', Default: 'orders', AllowedPattern: '[a-z]+' },
    Count: { Type: 'Number', Default: 1, MaxValue: 5 },
    Size: { Type: 'String', AllowedValues: ['s', 'm'], Default: 's' },
  },
  Resources: { A: queueResource({ QueueName: { Ref: 'Name' } }) },
  Outputs: { Count: { Value: { Ref: 'Count' } }, Size: { Value: { Ref: 'Size' } } },
});

test('a parameter has the value that the caller gives it', () => {
  const given = [
    { name: 'Count', value: '3' },
    { stack: 'Test', name: 'Size', value: 'm' },
  ];
  assert.deepEqual(planStacks([withParameters], knownTypes, given).outputs, { Count: '3', Size: 'm' });
});

for (const [name, value, says] of [
  ['Name', 'Orders 1', /Name cannot be "Orders 1": it has to match \[a-z\]\+/],
  ['Count', 'many', /Count cannot be "many": it has to be a number/],
  ['Count', '6', /Count cannot be "6": it has to be 5 or less/],
  ['Size', 'xl', /Size cannot be "xl": it has to be one of s, m/],
  ['Colour', 'red', /No stack of the assembly has the parameter Colour/],
] as const) {
  test(`a parameter ${name} of ${value} is refused`, () => {
    assert.throws(() => planStacks([withParameters], knownTypes, [{ name, value }]), says);
  });
}
