import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Path, Pipeline } from '#content/pipeline.ts';
import { placesForEvents } from './places.ts';

const path = (name: string, functionId: string): Path => ({
  name,
  title: name,
  answer: 'result',
  reply: '201',
  exchange: [
    { kind: 'caller', name: 'Caller' },
    {
      either: [
        { kind: 'api', name: 'HTTP API', resource: 'HttpApi' },
        { kind: 'api', name: 'REST API', resource: 'RestApi' },
      ],
    },
    { kind: 'function', name: 'Lambda', resource: functionId },
    { kind: 'table', name: 'DynamoDB', resource: 'Orders' },
  ],
  afterwards: [],
  inWords: ['One.', 'Two.'],
});
const pipeline: Pipeline = { carries: 'order', paths: [path('one', 'First'), path('two', 'Second')] };
const write = (resource: string): CloudEvent => ({ type: 'item-written', at: 0, resource, key: 'a=1' });

test('the path is the one that has a place for every event; of several gates only that which was passed', () => {
  const found = placesForEvents(pipeline, [write('RestApi0C43BF4B'), write('SecondC1FF4CFE')]);
  assert.ok('places' in found);
  assert.deepEqual(
    found.places.map(({ name, resource }) => resource ?? name),
    ['Caller', 'RestApi', 'Second', 'Orders'],
  );
});

test('a resource without a place is named', () => {
  assert.deepEqual(placesForEvents(pipeline, [write('BusC1FF4CFE')]), { unknown: ['BusC1FF4CFE'] });
});
