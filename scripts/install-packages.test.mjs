import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { alone } from './alone.mjs';
import { installPackages } from './install-packages.mjs';

function fresh(t) {
  const root = mkdtempSync(join(tmpdir(), 'install packages '));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  t.mock.method(console, 'error', () => undefined);
  writeFileSync(join(root, 'package-lock.json'), '{}');
  return { root, node: join(root, 'node_modules/node/bin/node') };
}

/** What setup does with a refusal, as an error. */
const fail = (problem, remedy, status) => {
  throw Object.assign(new Error(`${problem} ${remedy}`), { status });
};

const write = (path) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
};

test('packages are installed once, with those for development, and again when they change', async (t) => {
  const { root, node } = fresh(t);
  const calls = [];
  const runQuietly = async (program, args) => {
    calls.push([program, ...args].join(' '));
    write(node);
    return 0;
  };
  for (let times = 0; times < 2; times += 1) await installPackages(root, node, { runQuietly, fail });
  assert.equal(calls.length, 1);
  assert.match(calls[0], /^npm ci --include=dev/);
  writeFileSync(join(root, 'package-lock.json'), '{"a":1}');
  await installPackages(root, node, { runQuietly, fail });
  assert.equal(calls.length, 2);
  assert.equal(existsSync(join(root, '.cache/installing')), false);
});

test('what fails is told in two parts, and the next command tries again', async (t) => {
  const { root, node } = fresh(t);
  const install = (runQuietly) => installPackages(root, node, { runQuietly, fail });
  await assert.rejects(
    install(async () => 7),
    { status: 7, message: /npm ended with status 7.*reaches the npm registry/ },
  );
  await assert.rejects(
    install(async () => write(join(root, 'node_modules/x')) ?? 0),
    /ignore-scripts.*NPM_CONFIG_IGNORE_SCRIPTS=false/,
  );
  let runs = 0;
  await install(async () => {
    runs += 1;
    write(node);
    return 0;
  });
  assert.equal(runs, 1);
});

test('two commands on a fresh clone: the other one waits until the first is done', async (t) => {
  const place = join(fresh(t).root, '.cache/installing');
  const done = [];
  const waits = Promise.withResolvers();
  const first = alone(place, { onWait: () => assert.fail('it waits') }, async () => {
    await waits.promise;
    done.push('first');
  });
  const second = alone(place, { onWait: waits.resolve, everyMs: 1 }, async () => done.push('second'));
  await Promise.all([first, second]);
  assert.deepEqual(done, ['first', 'second']);
  assert.equal(existsSync(place), false);
});

test('who was killed at it holds nobody up', async (t) => {
  const { root } = fresh(t);
  const place = join(root, 'installing');
  mkdirSync(place);
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(place, longAgo, longAgo);
  const onWait = () => assert.fail('it waits');
  assert.equal(await alone(place, { onWait }, async () => 'done'), 'done');
  assert.equal(existsSync(place), false);
});
