import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runStages } from './run-stages.ts';
import type { Outcome, Stage } from './stage.ts';
import { summary } from './summary.ts';

const green: Outcome = { passed: 2, failures: [] };
const red: Outcome = {
  passed: 1,
  failures: [{ name: 'one is one', command: 'npx node --test one.test.ts' }],
};

const stage = (name: string, more: Partial<Stage> = {}): Stage => ({
  name,
  command: `npm test -- ${name}`,
  load: 'core',
  needs: [],
  run: async () => green,
  ...more,
});

/** Runs stages on two cores; gives the results and, for each start, what ran beside it. */
async function run(stages: Stage[], signal = new AbortController().signal) {
  const running = new Set<string>();
  const beside: Record<string, string[]> = {};
  let at = 0;
  const results = await runStages(stages, {
    cores: 2,
    signal,
    now: () => (at += 500),
    onStart({ name }) {
      beside[name] = [...running];
      running.add(name);
    },
    onEnd: (result) => running.delete(result.stage.name),
  });
  return { results, beside };
}

test('a stage that fails keeps no other from running', async () => {
  const { results } = await run([stage('a', { run: async () => red }), stage('b'), stage('c')]);
  assert.deepEqual(
    results.map((each) => 'outcome' in each && each.outcome),
    [red, green, green],
  );
});

test('a stage that throws has failed, and the others run', async () => {
  const broken = stage('a', { run: () => Promise.reject(new Error('no such program')) });
  const { results } = await run([broken, stage('b')]);
  const [first, second] = results.map((each) => ('outcome' in each ? each.outcome : undefined));
  assert.deepEqual(first?.failures, [{ name: 'no such program', command: 'npm test -- a' }]);
  assert.deepEqual(second, green);
});

test('what needs a stage that failed is not run, and neither is what needs that', async () => {
  const stages = [
    stage('site', { run: async () => red }),
    stage('browser', { needs: ['site'], run: () => assert.fail('it was run') }),
    stage('phone', { needs: ['browser'], run: () => assert.fail('it was run') }),
    stage('unit'),
  ];
  const { results } = await run(stages);
  assert.deepEqual(
    results.map((each) => ('lacks' in each ? each.lacks : 'run')),
    ['run', ['site'], ['browser'], 'run'],
  );
});

test('what a stage needs has ended before, and what is not asked for is not needed', async () => {
  let built = false;
  const site = stage('site', {
    run: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      built = true;
      return green;
    },
  });
  const browser = stage('browser', {
    needs: ['site'],
    run: async () => {
      assert.ok(built);
      return green;
    },
  });
  const { results } = await run([browser, site]);
  assert.ok(results.every((each) => 'outcome' in each && each.outcome === green));
  assert.equal((await run([stage('browser', { needs: ['site'] })])).results.length, 1);
});

test('as many run side by side as there are cores, what waits beside them, and what measures alone', async () => {
  const slow = (name: string, more: Partial<Stage> = {}) =>
    stage(name, {
      run: async () => {
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return green;
      },
      ...more,
    });
  const { beside } = await run([
    slow('measured', { load: 'whole machine' }),
    slow('a'),
    slow('b'),
    slow('c'),
    slow('guides', { load: 'waits' }),
    slow('browser', { load: 'whole machine' }),
  ]);
  assert.deepEqual(beside.b, ['a']);
  assert.deepEqual(beside.guides, ['a', 'b']);
  assert.ok((beside.c ?? []).filter((name) => name !== 'guides').length < 2);
  assert.deepEqual([beside.measured, beside.browser], [[], []]);
});

test('an abort starts nothing more, and waits for what runs', async () => {
  const controller = new AbortController();
  let tidied = false;
  const running = stage('a', {
    run: async (signal) => {
      controller.abort(new Error('Ctrl-C'));
      assert.ok(signal.aborted);
      await new Promise((resolve) => setImmediate(resolve));
      tidied = true;
      return red;
    },
  });
  const never = stage('b', { load: 'whole machine', run: () => assert.fail('it was started') });
  await assert.rejects(run([running, never], controller.signal), /Ctrl-C/);
  assert.ok(tidied);
});

test('the end lists each stage with its time, what failed, how to run just that, and the sum', async () => {
  const site = stage('site', { command: 'npm run build', run: () => Promise.reject(new Error('no page')) });
  const { results } = await run([
    stage('unit', { run: async () => red }),
    site,
    stage('browser', { needs: ['site'] }),
  ]);
  const lines = summary(results);
  assert.match(lines[0] ?? '', /^✗ unit {5,}\d\.\d s {2}1 passed, 1 failed$/);
  assert.match(lines[2] ?? '', /^✗ browser .*not run, for site failed$/);
  const text = lines.join('\n');
  assert.match(
    text,
    /Failed in unit, all of it again: npm test -- unit\n {2}✗ one is one\n {4}npx node --test one/,
  );
  assert.match(text, /Failed in site, all of it again: npm run build\n {2}✗ no page\n/);
  assert.match(text, /browser was not run\. Once it can be: npm test -- browser/);
  assert.deepEqual(lines.slice(-2), ['Not run: browser', '1 passed, 2 failed']);
});

test('what ran again alone is named beside its stage', async () => {
  const again = async () => ({ passed: 2, failures: [], again: ['a.test.ts', 'b.test.ts'] });
  const [line] = summary((await run([stage('measured', { run: again })])).results);
  assert.match(line ?? '', /2 passed, 0 failed; run again alone: a\.test\.ts, b\.test\.ts$/);
});

test('the last line of a green run is nothing but the sum', async () => {
  const lines = summary((await run([stage('a'), stage('b')])).results);
  assert.equal(lines.at(-1), '4 passed, 0 failed');
});
