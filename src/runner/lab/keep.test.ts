import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { shellLines, withoutJsonFlag } from './keep.ts';

const awkward = `it's $HOME "here"`;

test('a POSIX shell takes over every value as it is', () => {
  const script = `${shellLines.sh({ Name: awkward }).join('\n')}\nprintf %s "$Name"`;
  assert.equal(execFileSync('sh', ['-c', script], { encoding: 'utf8' }), awkward);
});

// https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
test('PowerShell gets a quoted literal, for programs and for the guide’s own $Name', () => {
  assert.deepEqual(shellLines.ps1({ Name: awkward }), [`$env:Name = $Name = 'it''s $HOME "here"'`]);
});

test('curl gets the header and the body that --json stands for', () => {
  assert.equal(
    withoutJsonFlag(`curl -i http://x/orders --json '{"a":1}'`),
    `curl -i http://x/orders -H 'content-type: application/json' -d '{"a":1}'`,
  );
});
