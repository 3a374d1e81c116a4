import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { reportedOutcome } from './browser-tests.ts';
import { runNodeTests } from './node-tests.ts';

/** Runs one file of tests as a stage. */
async function run(t: TestContext, code: string) {
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'stage für '));
  const name = relative(project.cache, folder);
  t.after(() => {
    rmSync(folder, { recursive: true });
    for (const end of ['log', 'log.results'])
      rmSync(join(project.cache, 'test', `${name}.${end}`), { force: true });
  });
  const file = relative(project.root, join(folder, 'a.test.mjs'));
  writeFileSync(join(project.root, file), `import { suite, test } from 'node:test';\n${code}`);
  // Else Node takes the tests inside for tests of this process.
  const { NODE_TEST_CONTEXT } = process.env;
  delete process.env.NODE_TEST_CONTEXT;
  const { signal } = new AbortController();
  const running = runNodeTests({ name, command: 'npm test -- a', files: [file], sideBySide: 1 }, signal);
  if (NODE_TEST_CONTEXT !== undefined) process.env.NODE_TEST_CONTEXT = NODE_TEST_CONTEXT;
  return { file, outcome: await running };
}

test('tests are counted, suites are not, and a failure comes with the command for its file', async (t) => {
  const { file, outcome } = await run(
    t,
    `suite('all', () => { test('holds', () => {}); test('does not', () => { throw new Error('no'); }); });`,
  );
  assert.deepEqual(outcome, {
    passed: 1,
    failures: [{ name: 'does not', command: `npx node --test '${file}'` }],
  });
});

test('a file that cannot be loaded is a failure', async (t) => {
  const { outcome } = await run(t, `import './no-such-file.mjs';`);
  assert.equal(outcome.passed, 0);
  assert.equal(outcome.failures.length, 1);
});

test('of a report of Playwright, what passed is counted, and what failed has the command for its file', () => {
  const spec = (title: string, ok: boolean, status = 'expected') => ({
    title,
    file: 'a.spec.ts',
    ok,
    tests: [{ status }],
  });
  const inside = {
    file: 'a.spec.ts',
    specs: [spec('two', false, 'unexpected'), spec('three', true, 'skipped')],
  };
  assert.deepEqual(reportedOutcome([{ file: 'a.spec.ts', specs: [spec('one', true)], suites: [inside] }]), {
    passed: 1,
    failures: [{ name: 'two', command: 'npx playwright test tests/a.spec.ts' }],
  });
});
