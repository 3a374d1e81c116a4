import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCaptured } from './run-captured.ts';

test('a program that says nothing any more and does not end is stopped, and what it wrote says so', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'captured-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const log = join(folder, 'log');
  const { signal } = new AbortController();
  // The time is over with the first word, however long the program takes to start.
  let waits = 0;
  const wait = (run: () => void, ms: number) => {
    waits = ms;
    return { refresh: () => setImmediate(run) } as unknown as NodeJS.Timeout;
  };
  const { status, output } = await runCaptured(
    process.execPath,
    ['-e', "console.log('its last word'); require('node:net').createServer().listen(0, '127.0.0.1');"],
    { log, signal, silentMs: 1000, wait },
  );
  assert.equal(waits, 1000);
  assert.notEqual(status, 0);
  assert.match(output, /its last word\n\nStopped: nothing was written for 1 s\. Is something open/);
  assert.equal(readFileSync(log, 'utf8'), output);
});
