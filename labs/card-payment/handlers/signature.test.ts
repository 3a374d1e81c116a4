/*
 * The scheme is the one that Stripe documents: HMAC with SHA-256 over the time, a dot and the raw body, and a time that
 * is not more than five minutes away. https://docs.stripe.com/webhooks#verify-manually
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { isSigned } from './signature.ts';

const secret = 'whsec_test';
const raw = '{"id":"evt_1"}';
const at = 1_700_000_000;
const header = (body = raw, key = secret, time = at) =>
  `t=${time},v1=${createHmac('sha256', key).update(`${time}.${body}`).digest('hex')}`;

test('a signature of this body and time by this secret is taken', () => {
  assert.equal(isSigned(raw, header(), secret, at * 1000), true);
  assert.equal(isSigned(raw, header(), secret, (at + 299) * 1000), true);
});

test('another body, another secret, another time or no signature is refused', () => {
  assert.equal(isSigned('{"id":"evt_2"}', header(), secret, at * 1000), false);
  assert.equal(isSigned(raw, header(raw, 'guessed'), secret, at * 1000), false);
  assert.equal(isSigned(raw, header().replace(`t=${at}`, `t=${at + 1}`), secret, at * 1000), false);
  for (const none of [
    undefined,
    '',
    't=1',
    `t=${at}`,
    `t=${at},v1=`,
    `t=${at},v1=00`,
    `v1=${'0'.repeat(64)}`,
  ])
    assert.equal(isSigned(raw, none, secret, at * 1000), false);
});

test('an old event that is sent anew is refused, however well it is signed', () => {
  assert.equal(isSigned(raw, header(), secret, (at + 301) * 1000), false);
  assert.equal(isSigned(raw, header(), secret, (at - 301) * 1000), false);
});
