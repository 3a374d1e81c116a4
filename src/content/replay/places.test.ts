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

test('a run of several paths is drawn with all of them: what one alone passes stands before what both pass next', () => {
  const asks: Path = {
    ...path('ask', 'Status'),
    exchange: [
      { kind: 'caller', name: 'Device' },
      { kind: 'api', name: 'HTTP API', resource: 'RestApi' },
      { kind: 'function', name: 'Status', resource: 'Status' },
      { kind: 'table', name: 'DynamoDB', resource: 'Orders' },
    ],
  };
  const found = placesForEvents({ carries: 'order', paths: [path('one', 'First'), asks] }, [
    write('RestApi0C43BF4B'),
    write('FirstC1FF4CFE'),
    write('StatusC1FF4CFE'),
  ]);
  assert.ok('places' in found);
  assert.deepEqual(
    found.places.map(({ name, resource }) => resource ?? name),
    ['Caller', 'RestApi', 'First', 'Status', 'Orders'],
  );
});

test('what stands at a place without a sign of its own is found there; a rule that only hands on needs no place', () => {
  const [first] = pipeline.paths;
  assert.ok(first);
  const [caller, apis, , table] = first.exchange;
  assert.ok(caller && apis && table);
  const worker = { kind: 'function', name: 'Worker', resource: 'Worker', also: ['WorkerQueue'] } as const;
  const events: CloudEvent[] = [
    write('WorkerQueue0C43BF4B'),
    { type: 'event-delivered', at: 1, resource: 'Rule0C43BF4B', eventId: 'e1', to: 'WorkerQueue0C43BF4B' },
  ];
  const paths = [{ ...first, exchange: [caller, apis, { ...worker, also: [...worker.also] }, table] }];
  const found = placesForEvents({ carries: 'order', paths }, events);
  assert.ok('places' in found);
  assert.deepEqual(
    found.places.map(({ name }) => name),
    ['Caller', 'Worker', 'DynamoDB'],
  );
});
