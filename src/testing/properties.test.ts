import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertSameValue, fc } from './properties.ts';

const root = join(import.meta.dirname, '../..');
const module = join(import.meta.dirname, 'properties.ts');

/** What a process prints that draws three numbers. */
function drawn(environment: Record<string, string>): { status: number | null; output: string } {
  const program = `const { fc } = await import(${JSON.stringify(module)}); console.log(fc.sample(fc.nat(), 3).join());`;
  const { PROPERTY_SEED: _, PROPERTY_RUNS: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...env, ...environment },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

test('the seed is fixed unless another is asked for, and printed', () => {
  const usual = drawn({});
  assert.match(usual.output, /^Properties: seed 202\.$/m);
  assert.equal(drawn({}).output, usual.output);
  const other = drawn({ PROPERTY_SEED: '7', PROPERTY_RUNS: '1000' });
  assert.match(other.output, /^Properties: seed 7, 1000 cases\.$/m);
  assert.notEqual(other.output.split('\n')[1], usual.output.split('\n')[1]);
});

test('a seed or a count that is none is refused', () => {
  for (const environment of [{ PROPERTY_SEED: 'lucky' }, { PROPERTY_RUNS: 'many' }]) {
    const { status, output } = drawn(environment);
    assert.notEqual(status, 0);
    assert.match(output, /is (lucky|many)\.\nSet it to/);
  }
});

test('equal values are the same, whatever their prototype; others are not', () => {
  const bare = Object.assign(Object.create(null), { a: [{ b: 1 }] });
  assertSameValue(bare, { a: [{ b: 1 }] });
  assert.throws(() => assertSameValue(bare, { a: [{ b: 2 }] }));
});

test('no test takes fast-check without the seed', () => {
  const files = globSync(['src/**/*.test.ts', 'labs/**/*.test.ts'], { cwd: root });
  const without = files.filter((file) =>
    /^import .* from 'fast-check'/m.test(readFileSync(join(root, file), 'utf8')),
  );
  assert.ok(files.length > 100);
  assert.deepEqual(without, []);
  assert.equal(fc.readConfigureGlobal()?.seed !== undefined, true);
});
