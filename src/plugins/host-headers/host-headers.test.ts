import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headersFile, inlineScriptHashes } from './host-headers.ts';

// The example of https://www.w3.org/TR/CSP3/#external-hash and RFC 6234: SHA-256 of "alert('Hello, world.');".
const hash = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";

test('scripts in a page are named by their hashes; files, data and pages that lead on are not', () => {
  assert.deepEqual(
    inlineScriptHashes(
      `<script>alert('Hello, world.');</script><script src="/a.js"></script><script type="application/json">{}</script>`,
    ),
    [hash],
  );
  assert.deepEqual(inlineScriptHashes('<meta http-equiv="refresh" content="0"><script>x</script>'), []);
});

test('rules stand below the base, no line is longer than hosts take, and nothing of another origin is allowed', () => {
  const file = headersFile('/200-or-202/', [hash]);
  assert.match(file, /^\/200-or-202\/\*$/m);
  assert.match(file, /^\/200-or-202\/assets\/\*\n {2}Cache-Control: public, max-age=31536000, immutable$/m);
  assert.ok(file.includes(hash));
  assert.doesNotMatch(file, /https?:/);
  // https://developers.cloudflare.com/pages/configuration/headers/ : 2,000 characters a line.
  for (const line of file.split('\n')) assert.ok(line.length <= 2000);
});
