import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besideProxy } from './reachable.ts';

test('where a machine goes through a proxy, the addresses of a lab go past it, and what went past it before still does', () => {
  assert.deepEqual(besideProxy({ PATH: '/bin', NO_PROXY: 'intranet' }), {});
  const hosts = 'intranet,localhost,127.0.0.1';
  assert.deepEqual(besideProxy({ http_proxy: 'http://proxy:3128', NO_PROXY: 'intranet' }), {
    no_proxy: hosts,
    NO_PROXY: hosts,
  });
  assert.equal(besideProxy({ ALL_PROXY: 'socks5://proxy' }).no_proxy, 'localhost,127.0.0.1');
});
