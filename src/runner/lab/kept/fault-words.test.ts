import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallError } from '../../call-error.ts';
import { readBreakage } from './fault-words.ts';

const read: [words: string, is: object][] = [
  ['Orders down', { fault: { resource: 'Orders', fault: 'down' } }],
  ['Orders down 3s', { fault: { resource: 'Orders', fault: 'down' }, mendAfterMs: 3000 }],
  ['Worker slow 500ms', { fault: { resource: 'Worker', fault: 'slow', milliseconds: 500 } }],
  [
    'Worker slow 0.5s 2m 20%',
    { fault: { resource: 'Worker', fault: 'slow', milliseconds: 500, share: 0.2 }, mendAfterMs: 120_000 },
  ],
  ['Worker fail 20% 3x', { fault: { resource: 'Worker', fault: 'fail', share: 0.2, times: 3 } }],
];

for (const [words, is] of read) {
  test(`reads ${words}`, () => assert.deepEqual(readBreakage(words.split(' ')), is));
}

const refused: [words: string, problem: RegExp, remedy: RegExp][] = [
  ['', /missing/, /Orders down 3s/],
  ['Orders', /How Orders/, /Orders down 3s/],
  ['Orders dwon', /no fault "dwon"/, /down/],
  ['Worker slow', /By how much/, /slow 500ms/],
  ['Orders down 20%', /every call/, /fail/],
  ['Orders down 3s 4s', /"4s"/, /500ms/],
  ['Worker fail 0%', /"0%"/, /20%/],
  ['Worker fail 1.5x', /"1.5x"/, /3x/],
  ['Worker fail soon', /"soon"/, /3s/],
  ['Orders down 99999999m', /"99999999m"/, /2m/],
];

for (const [words, problem, remedy] of refused) {
  test(`refuses ${words || 'no words'}`, () => {
    assert.throws(
      () => readBreakage(words.split(' ').filter(Boolean)),
      (error) => {
        assert.ok(error instanceof CallError);
        assert.match(error.problem, problem);
        assert.match(error.remedy, remedy);
        return true;
      },
    );
  });
}
