import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { onlyRunAt } from './only-run.ts';

const at = { origin: 'http://127.0.0.1:4566', lab: 'two-paths' };

test('one run of a lab at an endpoint at a time; another lab, another endpoint and what a killed run left are free', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'endpoints-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const end = onlyRunAt(at, folder);
  const [name = ''] = readdirSync(folder);
  end();
  assert.deepEqual(readdirSync(folder), []);

  // The process that has started this one is there, and is another.
  writeFileSync(join(folder, name), String(process.ppid));
  assert.throws(() => onlyRunAt(at, folder), {
    problem: /Another run of two-paths at http:\/\/127\.0\.0\.1:4566 goes on/,
    remedy: /Ctrl-C/,
  });
  onlyRunAt({ ...at, lab: 'event-bus' }, folder)();
  onlyRunAt({ ...at, origin: 'http://[::1]:4566' }, folder)();
  assert.deepEqual(readdirSync(folder), [name]);

  const { pid } = spawnSync(process.execPath, ['--version']);
  for (const left of [String(pid), '', 'half']) {
    writeFileSync(join(folder, name), left);
    onlyRunAt(at, folder)();
    assert.deepEqual(readdirSync(folder), []);
  }
});
