import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { checkSupported, decide, policyDocument, UnsupportedPolicy } from './policy.ts';

const arn = 'arn:aws:execute-api:us-east-1:000000000000:abc/prod/GET/orders/1';
const allow = (Resource: string | string[], Action: string | string[] = 'execute-api:Invoke') => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const deny = { Effect: 'Deny', Action: 'execute-api:*', Resource: '*/GET/*' };

for (const [what, Statement, decision] of [
  ['the whole API', [allow('arn:aws:execute-api:us-east-1:000000000000:abc/*')], 'allowed'],
  ['one of two resources', [allow(['x', arn], ['execute-api:Invoke'])], 'allowed'],
  ['one statement without a list', allow('*'), 'allowed'],
  ['a sign for one character', [allow(arn.replace('/1', '/?'))], 'allowed'],
  ['another verb', [allow('*/POST/*')], 'not allowed'],
  ['another action', [allow('*', 'execute-api:ManageConnections')], 'not allowed'],
  ['a dot is a dot', [allow(arn.replaceAll(':', '.'))], 'not allowed'],
  ['a deny before an allow', [allow('*'), deny], 'denied'],
] as const) {
  test(`a policy for ${what}: ${decision}`, () => {
    assert.equal(decide(v.parse(policyDocument, { Version: '2012-10-17', Statement }), arn), decision);
  });
}

test('a policy with a condition cannot be read, rather than read without it', () => {
  assert.throws(() => v.parse(policyDocument, { Statement: [{ ...allow('*'), Condition: {} }] }));
});

test('a policy with more than is evaluated is named, whatever else it has', () => {
  for (const [more, says] of [
    [{ Condition: {} }, /has a Condition, which the local cloud does not evaluate/],
    [{ NotAction: 'x' }, /has a NotAction/],
    [{ NotResource: 'x' }, /has a NotResource/],
  ] as const)
    for (const Statement of [{ ...allow('*'), ...more }, [allow('*'), { ...allow('*'), ...more }]])
      assert.throws(
        () => checkSupported({ policyDocument: { Statement } }),
        (error) => error instanceof UnsupportedPolicy && says.test(error.message),
      );
  for (const result of [
    undefined,
    null,
    'x',
    {},
    { policyDocument: null },
    { policyDocument: { Statement: [null] } },
  ])
    checkSupported(result);
});
