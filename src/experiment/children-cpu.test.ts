import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { childrenCpuMs } from './children-cpu.ts';

test('what a child uses is counted while it lives, and once, when it has ended', async () => {
  // Elsewhere nothing is told, and nothing is what it gives.
  if (process.platform !== 'linux') return assert.equal(childrenCpuMs(), undefined);
  const before = childrenCpuMs() ?? Number.NaN;
  const work = 'const end = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < end);';
  const child = spawn(process.execPath, [
    '-e',
    `${work} console.log('done'); process.stdin.on('end', () => process.exit()).resume()`,
  ]);
  await once(child.stdout, 'data');
  const living = (childrenCpuMs() ?? Number.NaN) - before;
  assert.ok(living >= 250, `${living} ms while it lives`);
  child.stdin.end();
  await once(child, 'exit');
  const ended = (childrenCpuMs() ?? Number.NaN) - before;
  assert.ok(ended >= living && ended < living + 300, `${ended} ms when it has ended, ${living} ms before`);
});
