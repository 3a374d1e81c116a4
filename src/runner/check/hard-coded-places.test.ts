// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hardCodedPlaces } from './hard-coded-places.ts';

const placesOf = (value: unknown) =>
  hardCodedPlaces({ Resources: { One: { Properties: { value } } } }).map(({ place }) => place);

const found: [value: unknown, places: string[]][] = [
  ['arn:aws:sqs:us-east-1:000000000000:Orders', ['the account 000000000000', 'the Region us-east-1']],
  [{ 'Fn::Sub': 'https://sqs.eu-central-1.${AWS::URLSuffix}' }, ['the Region eu-central-1']],
  ['us-gov-west-1', ['the Region us-gov-west-1']],
  [['ap-southeast-2a'], ['the Region ap-southeast-2']],
  [123456789012, ['the account 123456789012']],
  ['http://127.0.0.1:4566/', ['the local address 127.0.0.1']],
  ['postgres://orders@localhost:5432/orders', ['the local address localhost']],
  ['http://[::1]:80', ['the local address [::1]']],
  ['http://host.docker.internal', ['the local address host.docker.internal']],
  ['http://0.0.0.0:80', ['the local address 0.0.0.0']],
];

for (const [value, places] of found)
  test(`${JSON.stringify(value)} names ${places.join(' and ')}`, () =>
    assert.deepEqual(placesOf(value), places));

const free: unknown[] = [
  { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' },
  { Ref: 'AWS::Region' },
  'a0c718046d81556c2db17deb95c2540bbd9c628152bc2263edbbc4b285408281.zip',
  'SettleSqsEventSourceFoodOrderSettleQueue91440647759709CD',
  '1234567890123',
  '0.0.0.0/0',
  '10.0.0.0/16',
  'localhost-orders',
  1_209_600,
];

for (const value of free)
  test(`${JSON.stringify(value)} names no place`, () => assert.deepEqual(placesOf(value), []));

test('a condition asks for a Region, and a mapping is looked up by it: neither binds the stack to one', () => {
  const template = {
    Conditions: { InChina: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'cn-north-1'] } },
    Mappings: { Runtimes: { 'us-east-1': { node: 'nodejs24.x' } } },
    Resources: {},
  };
  assert.deepEqual(hardCodedPlaces(template), []);
});

test('a place says where in the template it stands, outputs too', () => {
  const [place] = hardCodedPlaces({ Outputs: { Url: { Value: 'http://localhost' } } });
  assert.deepEqual(place, {
    path: 'Outputs.Url.Value',
    text: 'http://localhost',
    place: 'the local address localhost',
  });
});
