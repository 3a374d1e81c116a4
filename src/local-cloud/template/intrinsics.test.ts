// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds, resolveIntrinsics, type Scope } from './intrinsics.ts';

const conditions: Record<string, unknown> = {
  Yes: { 'Fn::Equals': ['a', 'a'] },
  No: { 'Fn::Not': [{ Condition: 'Yes' }] },
  FromParameter: { 'Fn::Equals': [{ Ref: 'Count' }, 3] },
  Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
  Either: { 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }] },
};

const scope: Scope = {
  stackName: 'Test',
  ref: (name) => ({ Queue: 'queue-url', Count: '3', Subnets: ['one', 'two'] })[name],
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  condition: (name) => conditions[name],
  mapping: (...path) => path.join('>'),
  imported: (name) => `imported ${name}`,
};

for (const { value, gives } of [
  { value: 'plain', gives: 'plain' },
  { value: { Ref: 'Queue' }, gives: 'queue-url' },
  { value: { Ref: 'AWS::StackName' }, gives: 'Test' },
  { value: { Ref: 'AWS::Partition' }, gives: 'aws' },
  { value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, gives: 'Queue/Arn' },
  { value: { 'Fn::GetAtt': 'Nested.Outputs.Url' }, gives: 'Nested/Outputs.Url' },
  { value: { 'Fn::Join': ['-', ['a', { Ref: 'Queue' }, 3]] }, gives: 'a-queue-url-3' },
  { value: { 'Fn::Join': [',', { Ref: 'Subnets' }] }, gives: 'one,two' },
  {
    value: { 'Fn::Sub': 'q=${Queue} arn=${Queue.Arn} r=${AWS::Region}' },
    gives: 'q=queue-url arn=Queue/Arn r=us-east-1',
  },
  { value: { 'Fn::Sub': 'literal ${!Queue}' }, gives: 'literal ${Queue}' },
  { value: { 'Fn::Sub': ['${own} ${Queue}', { own: { Ref: 'Count' } }] }, gives: '3 queue-url' },
  { value: { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, gives: 'b' },
  { value: { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'Key'] }, gives: 'Map>us-east-1>Key' },
  { value: { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::StackName}:Export' } }, gives: 'imported Test:Export' },
  { value: { 'Fn::Base64': 'text' }, gives: 'dGV4dA==' },
  { value: { 'Fn::GetAZs': '' }, gives: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
  { value: { 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }, gives: ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'] },
  { value: { 'Fn::If': ['Yes', 'then', { Ref: 'Nowhere' }] }, gives: 'then' },
  { value: { a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, b: 2 }, gives: { b: 2 } },
  { value: [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, 2], gives: [2] },
  // An event pattern may match a field of this name.
  { value: { Condition: 'Yes' }, gives: { Condition: 'Yes' } },
]) {
  test(`${JSON.stringify(value)} gives ${JSON.stringify(gives)}`, () => {
    assert.deepEqual(resolveIntrinsics(value, scope), gives);
  });
}

for (const [name, expected] of Object.entries({
  Yes: true,
  No: false,
  FromParameter: true,
  Both: false,
  Either: true,
})) {
  test(`the condition ${name} ${expected ? 'holds' : 'does not hold'}`, () =>
    assert.equal(holds(name, scope), expected));
}

for (const { value, says } of [
  { value: { 'Fn::Transform': { Name: 'AWS::Include' } }, says: /Fn::Transform is not supported/ },
  { value: { 'Fn::Select': [5, ['a']] }, says: /finds nothing at 5/ },
  { value: { 'Fn::Join': ['', 'text'] }, says: /needs a list/ },
  { value: { 'Fn::Sub': ['${own}', { own: { Ref: 'Subnets' } }] }, says: /a text is needed/ },
  { value: { 'Fn::Cidr': ['10.0.0.0/24', 3, 8] }, says: /cannot cut 3 blocks/ },
]) {
  test(`${JSON.stringify(value)} is refused`, () => {
    assert.throws(() => resolveIntrinsics(value, scope), says);
  });
}
