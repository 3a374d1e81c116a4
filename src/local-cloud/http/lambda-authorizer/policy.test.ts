import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { decide, policyDocument } from './policy.ts';

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
