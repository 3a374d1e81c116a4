import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besideProxies, outliving } from './surroundings.mjs';

/** Processes by number, the last of which is asked about. */
function started(t, processes, env = { npm_lifecycle_event: 'lab' }) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const self = { platform: 'linux', env, ppid: processes.at(-1).pid };
  const ends = [];
  const parentOf = (pid) => processes.find((each) => each.pid === pid);
  outliving(self, () => ends.push('end'), { everyMs: 1_000, parentOf });
  t.mock.timers.tick(5_000);
  assert.deepEqual(ends, []);
  return { self, ends };
}

const npm = { pid: 7, name: 'npm run lab', parent: '3' };

test('what npm started ends when npm is gone, once', (t) => {
  const { self, ends } = started(t, [npm]);
  self.ppid = 1;
  t.mock.timers.tick(5_000);
  assert.deepEqual(ends, ['end']);
});

test('the same with a shell between them that stays', (t) => {
  const shell = { pid: 8, name: 'sh', parent: '7' };
  const { ends } = started(t, [npm, shell]);
  shell.parent = '1';
  t.mock.timers.tick(5_000);
  assert.deepEqual(ends, ['end']);
});

test('npm itself may outlive its shell, and what was started without npm may, too', (t) => {
  const own = { ...npm };
  const { ends } = started(t, [own]);
  own.parent = '1';
  t.mock.timers.tick(5_000);
  assert.deepEqual(ends, []);
  t.mock.timers.reset();
  const { self, ends: none } = started(t, [npm], {});
  self.ppid = 1;
  t.mock.timers.tick(5_000);
  assert.deepEqual(none, []);
});

test('this machine is never asked for through a proxy, and what went past it before still does', () => {
  assert.equal(besideProxies({}).no_proxy, 'localhost,127.0.0.1,[::1]');
  assert.equal(besideProxies({ NO_PROXY: '.intranet' }).NO_PROXY, '.intranet,localhost,127.0.0.1,[::1]');
  assert.equal(besideProxies({ no_proxy: 'a', NO_PROXY: 'b' }).no_proxy, 'a,localhost,127.0.0.1,[::1]');
});
