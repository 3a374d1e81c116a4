import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDrawing } from './drawing-text.ts';
import { shown, tickOf } from './shown.ts';
import type { Wanted } from './wanted.ts';

const drawing = readDrawing(`Client: buyer
API: orders API
Function: accept
Table: orders
Stream: changes
Queue: payments
Queue: mail
Container: mailer
Dead-letter queue: failed payments
Provider: bank
buyer -> orders API -> accept -> orders -> changes -> payments -> bank
changes -> mail -> mailer
payments -> failed payments`).drawing;

const cases: [what: string, wanted: Wanted, met: boolean, says: RegExp][] = [
  ['a part', { has: 'stream' }, true, /^Drawn: stream changes\.$/],
  ['one of several kinds', { has: ['bus', 'stream'] }, true, /changes/],
  ['a part that is not there', { has: ['bus', 'topic'] }, false, /^Not drawn: a bus or a topic\.$/],
  ['two parts', { has: 'queue', times: 2 }, true, /payments, queue mail/],
  ['three parts', { has: 'queue', times: 3 }, false, /2 of the kind queue; asked for: at least 3/],
  ['an arrow', { arrow: ['function', 'table'] }, true, /^Drawn: accept → orders\.$/],
  ['an arrow in the other direction', { arrow: ['table', 'function'] }, false, /from a table to a function/],
  ['something behind the queue', { arrow: ['queue', ['function', 'container']] }, true, /mail → mailer/],
  [
    'a way past others',
    { way: ['api', 'table', 'queue'] },
    true,
    /orders API → accept → orders → changes → payments/,
  ],
  [
    'a way in the wrong order',
    { way: ['queue', 'table'] },
    false,
    /arrows that lead from a queue to a table/,
  ],
  [
    'each queue with its dead letters',
    { each: 'queue', to: 'dead-letter-queue' },
    false,
    /an arrow to a dead-letter queue from mail\./,
  ],
  ['each of none', { each: 'topic', to: 'queue' }, false, /^Not drawn: a topic\.$/],
  ['each stream with a queue', { each: 'stream', to: 'queue' }, true, /behind changes/],
  ['never without a queue', { from: 'api', to: 'provider', by: 'queue' }, true, /payments → bank/],
  [
    'a way around',
    { from: 'api', to: 'provider', by: 'dead-letter-queue' },
    false,
    /^Without a dead-letter queue between: orders API → accept/,
  ],
  [
    'one part beside two',
    { one: 'function', beside: ['api', 'table'] },
    true,
    /^Drawn: accept, beside orders API, orders\.$/,
  ],
  [
    'two parts beside one each',
    { one: 'container', beside: ['queue', 'table'] },
    false,
    /joined to a queue and to a table\.$/,
  ],
  [
    'one part behind two',
    { one: 'table', after: ['client', ['api', 'status']] },
    true,
    /^Drawn: arrows to orders from buyer, orders API\.$/,
  ],
  [
    'one part behind only one',
    { one: 'table', after: ['api', 'queue'] },
    false,
    /^Not drawn: a table that arrows lead to from an API and from a queue\.$/,
  ],
  [
    'one part before two',
    { one: ['topic', 'stream'], to: 'queue', times: 2 },
    true,
    /^Drawn: changes → payments, mail\.$/,
  ],
  [
    'one part before too few',
    { one: 'queue', to: 'container', times: 2 },
    false,
    /a queue with arrows to at least 2 of the kind container\.$/,
  ],
  [
    'no way at all',
    { from: 'bus', to: 'provider', by: 'queue' },
    false,
    /Not drawn: arrows that lead from a bus/,
  ],
];

for (const [what, wanted, met, says] of cases) {
  test(what, () => {
    const found = shown(wanted, drawing);
    assert.equal(found.met, met, found.says);
    assert.match(found.says, says);
  });
}

test('a queue for each channel is not one for both, nor one in front of both', () => {
  const own: Wanted = { own: 'queue', of: ['push', 'provider'] };
  const ends = 'Push: socket\nProvider: mailer\nFunction: a\nFunction: b\na -> socket\nb -> mailer\n';
  const of = (text: string) => shown(own, readDrawing(ends + text).drawing);
  assert.deepEqual(of('Queue: web\nQueue: mail\nQueue: all\nall -> web -> a\nall -> mail -> b'), {
    met: true,
    says: 'Drawn: web, mail.',
  });
  const both = of('Queue: all\nall -> a\nall -> b');
  assert.equal(both.met, false);
  assert.match(both.says, /^Not drawn: a queue that leads to a push and not to a provider, and a queue that/);
});

test('arrows in a circle lead somewhere, and end', () => {
  const circle = readDrawing('Queue: a\nFunction: b\na -> b -> a').drawing;
  assert.equal(shown({ way: ['queue', 'function', 'queue'] }, circle).met, true);
  assert.equal(shown({ way: ['queue', 'table'] }, circle).met, false);
});

test('a point is said with all that it asks for, partly with some', () => {
  const [yes, no] = [
    { met: true, says: '' },
    { met: false, says: '' },
  ];
  assert.deepEqual([tickOf([yes, yes]), tickOf([yes, no]), tickOf([no])], ['said', 'partly', 'missed']);
});
