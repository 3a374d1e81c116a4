import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isGoingOn, saysThatItGoesOn } from './going-on.ts';

test('a run goes on as long as its process is there and says so', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'going-on-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'run.json');
  assert.equal(isGoingOn(file, process.pid), false, 'there is no file');
  writeFileSync(file, '');
  assert.equal(isGoingOn(file, process.pid), true);
  const { pid } = spawnSync(process.execPath, ['--version']);
  assert.equal(isGoingOn(file, pid), false, 'its process is gone');

  const before = new Date(Date.now() - 120_000);
  utimesSync(file, before, before);
  assert.equal(isGoingOn(file, process.pid), false, 'another process has its number');
  t.mock.timers.enable({ apis: ['setInterval'] });
  const end = saysThatItGoesOn(file);
  t.mock.timers.tick(5_000);
  assert.equal(isGoingOn(file, process.pid), true);
  rmSync(file);
  t.mock.timers.tick(5_000);
  end();
});
