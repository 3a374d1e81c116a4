import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceTimeOf } from './service-time.ts';

const outputs = { ServiceMs: '200', SlowestMs: '400', ApiUrl: 'http://localhost' };

test('the service time is what the stack says, or what the experiment names', () => {
  assert.equal(serviceTimeOf({}, outputs), 200);
  assert.equal(serviceTimeOf({ serviceTime: { fromOutput: 'SlowestMs' } }, outputs), 400);
  assert.equal(serviceTimeOf({ serviceTime: { value: 50 } }, outputs), 50);
});

test('where nobody says it, a service takes a tenth of a second', () => {
  const silent: Record<string, string>[] = [{}, { ServiceMs: '0' }, { ServiceMs: 'long' }];
  for (const given of silent) assert.equal(serviceTimeOf({}, given), 100);
});
