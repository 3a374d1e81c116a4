import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Path } from './pipeline.ts';
import { placesOf, placesOfPath } from './pipeline-places.ts';
import { isOfConstruct } from './replay/place-of.ts';

const path: Path = {
  name: 'queued',
  title: 'Accept now',
  answer: 'receipt',
  reply: '202',
  exchange: [
    { kind: 'caller', name: 'Caller' },
    {
      either: [
        { kind: 'api', name: 'HTTP API' },
        { kind: 'api', name: 'REST API' },
      ],
    },
  ],
  afterwards: [{ kind: 'function', name: 'Lambda' }],
  deadLetters: { kind: 'dead-letters', name: 'Dead letters' },
  inWords: ['One.', 'Two.'],
};

test('a stop is one place or several', () => {
  assert.deepEqual(
    path.exchange.flatMap(placesOf).map(({ name }) => name),
    ['Caller', 'HTTP API', 'REST API'],
  );
});

test('a path ends with its dead-letter queue', () => {
  assert.deepEqual(
    placesOfPath(path).map(({ kind }) => kind),
    ['caller', 'api', 'api', 'function', 'dead-letters'],
  );
});

test('a logical ID belongs to the construct that it begins with, hash aside', () => {
  assert.ok(isOfConstruct('OrderQueue39B99167', 'OrderQueue'));
  assert.ok(isOfConstruct('OrderQueue', 'OrderQueue'));
  assert.ok(!isOfConstruct('OrderQueue39B99167', 'Order'));
  assert.ok(!isOfConstruct('OrderQueue39B99167', undefined));
});
