import assert from 'node:assert/strict';
import { test } from 'node:test';
import { project } from '../project.ts';
import { affectedBy, leftOutLines } from './affected.ts';
import { Dependencies } from './dependencies.ts';
import { stageNames } from './stages.ts';
import { findTestFiles } from './test-files.ts';

const all = findTestFiles();
const dependencies = new Dependencies(project.root);
const affected = (...changed: string[]) => affectedBy(changed, all, dependencies);

test('nothing changed: nothing is run', () => {
  assert.deepEqual(affected().stages, []);
});

test('a package, the compiler’s settings or what starts everything affects everything', () => {
  for (const file of ['package-lock.json', 'tsconfig.json', 'scripts/setup.mjs', '.ci/run'])
    assert.deepEqual(affected(file), { stages: [...stageNames], files: all });
});

test('a text for people affects the lint only, and all that is left out is named', () => {
  const result = affected('CONTRIBUTING.md');
  assert.deepEqual(result.stages, ['types', 'lint']);
  const [line = ''] = leftOutLines(result, all);
  for (const name of ['unit', 'guides', 'content', 'site', 'measured', 'browser'])
    assert.ok(line.includes(name));
});

test('a module affects the tests that import it, directly or through others, and no others', () => {
  const { files } = affected('src/experiment/retry.ts');
  assert.ok(files.unit.includes('src/experiment/retry.test.ts'));
  assert.ok(files.unit.length < all.unit.length / 2);
  assert.ok(!files.unit.includes('src/content/progress/merge.test.ts'));
});

test('a test file affects itself', () => {
  const result = affected('src/experiment/sampler.test.ts');
  // And this file, which names it.
  const here = 'src/runner/test/affected.test.ts';
  assert.deepEqual(result.files.unit, ['src/experiment/sampler.test.ts', here]);
  assert.deepEqual(result.files.browser, []);
});

test('a page affects content, site and every browser test, and no lab’s measured run', () => {
  const { stages, files } = affected('docs/paths.mdx');
  for (const name of ['content', 'site', 'browser'] as const) assert.ok(stages.includes(name), name);
  assert.deepEqual(files.browser, all.browser);
  assert.deepEqual(
    files.measured.filter((file) => file.startsWith('labs/')),
    [],
  );
});

test('a handler of a lab affects its guide, its broken runs and the content, and no other lab’s', () => {
  const { stages, files } = affected('labs/sync-api/handlers/place-order.ts');
  for (const name of ['guides', 'content', 'measured'] as const) assert.ok(stages.includes(name), name);
  assert.ok(files.measured.some((file) => file.startsWith('labs/sync-api/')));
});

test('the local cloud affects guides and measured runs', () => {
  const { stages } = affected('src/local-cloud/index.ts');
  for (const name of ['unit', 'guides', 'measured'] as const) assert.ok(stages.includes(name), name);
  assert.ok(!stages.includes('browser') || affected('src/local-cloud/index.ts').files.browser.length > 0);
});
