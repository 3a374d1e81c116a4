import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisFor, shareLabel } from './axis.ts';

test('an axis begins at zero and ends at a round number beyond the largest value', () => {
  assert.deepEqual(axisFor('waiting', 'messages', [3, 25, 52]), {
    label: 'waiting',
    unit: 'messages',
    end: 60,
    ticks: [0, 20, 40, 60],
  });
});

test('counts have no ticks between whole numbers', () => {
  assert.deepEqual(axisFor('dead letters', 'messages', [0, 1]).ticks, [0, 1]);
  assert.deepEqual(axisFor('dead letters', 'messages', [0, 0]).ticks, [0, 1]);
});

test('labels that differ after the comma share what stands before it', () => {
  assert.deepEqual(shareLabel(['time to the reply, median', 'time to the reply, 99th percentile']), {
    shared: 'time to the reply',
    rest: ['median', '99th percentile'],
  });
  assert.deepEqual(shareLabel(['orders sent', 'orders accepted']), {
    shared: '',
    rest: ['orders sent', 'orders accepted'],
  });
  assert.deepEqual(shareLabel(['orders sent']), { shared: 'orders sent', rest: ['orders sent'] });
});
