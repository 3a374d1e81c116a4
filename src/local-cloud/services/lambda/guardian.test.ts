import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { writeAssembly } from '../../testing/assembly.ts';
import { functionResource } from '../../testing/templates.ts';

/** Starts two servers, one of which leaves the process group, tells where they are, and keeps its thread busy for ever. */
const busy = `
  const { spawn } = require('node:child_process');
  const server = \`require('node:net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port); })\`;
  exports.handler = async () => {
    const ports = [];
    for (const detached of [false, true]) {
      const child = spawn(process.execPath, ['-e', server], { detached });
      ports.push(await new Promise((resolve) => child.stdout.once('data', (text) => resolve(Number(text)))));
    }
    console.log('PORTS ' + ports.join(' '));
    for (;;);
  };`;

const host = `
  import { startCloud } from ${JSON.stringify(new URL('../../index.ts', import.meta.url).href)};
  const cloud = await startCloud({ assembly: process.argv[1] });
  cloud.subscribe((event) => { if (event.type === 'log-line') console.log(event.line); });
  await fetch(cloud.endpoints.lambda + '/2015-03-31/functions/Test-Busy/invocations', { method: 'POST', body: '{}' });`;

for (const signal of ['SIGKILL', 'SIGTERM'] as const)
  test(`a cloud that ends by ${signal} leaves no process`, {
    skip: process.platform !== 'linux' && 'elsewhere a process that leaves its group is not found',
  }, async (t) => {
    const assembly = writeAssembly(t, { Resources: { Busy: functionResource(busy, { Timeout: 600 }) } });
    const cloud = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', host, assembly], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => cloud.kill('SIGKILL'));
    let said = '';
    while (!/PORTS \d+ \d+\n/.test(said)) said += String((await once(cloud.stdout, 'data'))[0]);
    const ports = (/PORTS (\d+) (\d+)/.exec(said) ?? []).slice(1).map(Number);
    const ends = await Promise.all(ports.map(endOfConnection));
    cloud.kill(signal);
    await Promise.all(ends.map(({ end }) => end));
  });

/** Connects; `end` resolves when the other side is gone. */
async function endOfConnection(port: number): Promise<{ end: Promise<unknown> }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  return { end: new Promise((resolve) => socket.once('close', resolve)) };
}
