import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showsAsPrinted } from './guide.ts';

test('a guide shows lines of what is printed, in order, with … for the rest', () => {
  const printed = 'HTTP/1.1 201 Created\ndate: today\n\n{"orderId":"7","item":"espresso"}\n';
  assert.ok(showsAsPrinted('HTTP/1.1 201 Created\n…"orderId":"…\n', printed));
  assert.ok(!showsAsPrinted('…"orderId":"…\nHTTP/1.1 201 Created\n', printed));
  assert.ok(!showsAsPrinted('HTTP/1.1 202 Accepted\n', printed));
  assert.ok(!showsAsPrinted('{"orderId":"8"…\n', printed));
});
