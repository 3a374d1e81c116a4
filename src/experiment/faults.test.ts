import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeFault, type Fault } from './faults.ts';

const described: [fault: Fault, text: string][] = [
  [{ resource: 'Orders', fault: 'down', seconds: 3 }, 'Orders is down for 3 s'],
  [{ resource: 'Orders', fault: 'down' }, 'Orders is down until mended'],
  [{ resource: 'Worker', fault: 'slow', milliseconds: 200 }, 'Worker is slow by 200 ms'],
  [{ resource: 'Worker', fault: 'fail', share: 0.3 }, 'Worker fails in 30 % of the operations'],
  [
    { resource: 'Worker', fault: 'crash-after-write', write: 2, times: 1 },
    'Worker dies right after a write (write 2) once',
  ],
];

for (const [fault, text] of described)
  test(`a fault in words: ${text}`, () => assert.equal(describeFault(fault), text));
