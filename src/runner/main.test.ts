import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { listeningSockets } from '#local-cloud/testing/listening-sockets.ts';
import { project } from './project.ts';
import { callRunner } from './testing/call-runner.ts';
import { assertWrongCall, calledHere } from './testing/call-verb.ts';
import { verbNames } from './verbs.ts';

const wrongCalls: [args: string[], says: RegExp][] = [
  [[], /A verb is missing/],
  [['lba'], /no verb "lba"[\s\S]*lab/],
  [['constructor'], /no verb "constructor"/],
  [['lab', 'two-pahts'], /no lab "two-pahts"[\s\S]*Did you mean two-paths/],
  [['lab', 'two-paths/frist-order'], /no experiment "frist-order"[\s\S]*Did you mean first-order/],
  [['lab', 'two-paths', '--jsn'], /no flag --jsn[\s\S]*--json/],
  [['lab', 'two-paths', '--seed', 'lucky'], /--seed lucky/],
  [['lab', 'two-paths', '--target', 'moon'], /--target moon/],
  [['lab', 'look', 'tabel'], /no "tabel"[\s\S]*table/],
  [['lab', 'break', 'Orders'], /How Orders/],
  [['lab', 'look', 'table', '--json'], /look table takes no --json/],
  [['lab', 'constructor'], /no lab "constructor"/],
  [['lab', '../two-paths/first-order'], /no lab "\.\."/],
  [['lab', 'two-paths/../../etc/passwd'], /no experiment "\.\.\/\.\.\/etc\/passwd"/],
  [['lab', '--reset', ''], /no lab ""/],
  [['new-lab', 'My Lab'], /"My Lab" is no name/],
  [['new-lab', 'two-paths'], /There is a lab two-paths already/],
  [['check', '--fast'], /--fast/],
  [['test', '--chnaged'], /no flag --chnaged[\s\S]*Did you mean --changed/],
  [['test', 'brwoser'], /no stage "brwoser"[\s\S]*Did you mean browser/],
  [['test', '--changed', 'unit'], /--changed and unit do not go together/],
  [['repair', 'charged-twcie'], /no repair "charged-twcie"[\s\S]*Did you mean charged-twice/],
  [['repair', '--check'], /--check needs a name/],
  [['evidence', 'two-pahts'], /no lab "two-pahts"[\s\S]*Did you mean two-paths/],
  [['evidence', '--factor', 'half'], /--factor half[\s\S]*npm run evidence/],
];

for (const [args, says] of wrongCalls)
  test(`a wrong call, ${args.join(' ') || 'no verb'}: says what and what to do`, (t) =>
    assertWrongCall(t, args, says));

test('a wrong call ends with 2, and says on stderr what and what to do', async () => {
  const call = callRunner('lab', 'two-pahts');
  assert.equal(await call.ended, 2);
  assert.match(call.stderr(), /There is no lab "two-pahts"\.\n {2}Did you mean two-paths\?/);
  assert.doesNotMatch(call.stderr(), /\n\s+at /, 'no stack trace');
  assert.equal(call.stdout(), '');
});

test('no name: lists experiments with question, age of the evidence and the last run', async () => {
  const call = callRunner('lab');
  assert.equal(await call.ended, 0);
  assert.match(
    call.stdout(),
    /two-paths\/first-order[^\n]*\n {2}One order[^\n]*\n(?: {2}[^\n]*\n)* {2}took \d+ s when it was recorded · evidence recorded .* · you /,
  );
});

for (const verb of verbNames)
  test(`${verb} --help: says how it is called, and does nothing else`, async (t) => {
    const { code, printed } = await calledHere(t, [verb, '--help']);
    assert.equal(code, 0);
    assert.match(printed, new RegExp(`^npm (run )?${verb}`));
    for (const line of printed.split('\n')) assert.ok(line.length <= 100, line);
  });

test('--help ends with 0', async () => {
  const call = callRunner('lab', '--help');
  assert.equal(await call.ended, 0);
  assert.match(call.stdout(), /^npm run lab/);
});

test('--keep: says how to reach the lab, prints a line per request, and leaves no word of itself', async () => {
  const call = callRunner('lab', 'two-paths', '--keep');
  await call.written(/what happens/);
  const [, file = ''] = /source (\S+)/.exec(call.stdout()) ?? [];
  const addresses = readFileSync(join(project.root, file), 'utf8');
  const [, url = ''] = /^export ApiUrl='([^']+)'/m.exec(addresses) ?? [];
  const orders = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  assert.equal((await fetch(`${url}/sync/orders`, orders)).status, 400);
  await call.written(/request POST \/sync\/orders[\s\S]*answered 400/);
  call.interrupt();
  assert.equal(await call.ended, 130);
  assert.equal(existsSync(join(project.root, file)), false);
});

test('Ctrl-C in the middle of a run: exit 130, and no port is left', async () => {
  const call = callRunner('lab', 'two-paths/first-order', '--yes');
  await call.written(/queued, repetition 1 of 3/);
  const sockets = listeningSockets(call.pid);
  assert.ok(sockets.length >= 3, 'the API, the queue and the table listen');
  call.interrupt();
  assert.equal(await call.ended, 130);
  assert.match(call.stderr(), /Nothing is left running/);
  for (const socket of sockets) assert.equal(await answers(socket), false, socket);
});

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(address.split(':').at(-1)), '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
