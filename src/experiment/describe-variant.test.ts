import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineExperiment } from './define-experiment.ts';
import { describeVariant } from './describe-variant.ts';

const experiment = defineExperiment({
  question: 'Does it?',
  nextStep: 'Try.',
  byHand: () => [],
  repetitions: 1,
  localCloud: { timeScale: { label: 'time scale', value: 0.1, injected: 'Minutes in seconds.' } },
  parameters: { orders: { label: 'orders', value: 3, unit: 'orders' } },
  variants: {
    capped: {
      label: 'capped',
      pipeline: ['SQS', 'Lambda'],
      parameters: { cap: { label: 'maximum concurrency', value: 2 } },
      context: { cap: 2, maxReceiveCount: 1 },
    },
  },
  metrics: { done: { label: 'done', unit: 'orders', better: 'higher' } },
  series: { waiting: { label: 'waiting', unit: 'messages', x: { label: 'time', unit: 's' } } },
  predictions: [],
  warmUp: async () => undefined,
  run: async () => ({ metrics: { done: 3 }, series: { waiting: [] } }),
  claims: [],
});

const variant = describeVariant(experiment, {
  name: 'capped',
  parameters: { orders: 3 },
  faults: ['Orders is down for 3 s'],
  repetitions: [{ metrics: { done: 3 }, series: { waiting: { x: [0, 0.12], values: [4, 2] } } }],
});

test('everything that was set is a parameter, and what was not natural says so', () => {
  assert.deepEqual(
    variant.parameters.map(({ name, value, injected }) => [name, value, injected !== undefined]),
    [
      ['cap', 2, false],
      ['maxReceiveCount', 1, false],
      ['orders', 3, false],
      ['timeScale', 0.1, true],
      ['fault1', 'Orders is down for 3 s', true],
    ],
  );
});

test('a course has its axis beside its values', () => {
  assert.deepEqual(variant.series, [
    {
      name: 'waiting',
      label: 'waiting',
      unit: 'messages',
      values: [[4, 2]],
      x: { label: 'time', unit: 's', values: [[0, 0.1]] },
    },
  ]);
});
