import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { parse } from 'yaml';
import { deploymentSchema } from './kubernetes/deployment-schema.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const manifest = () => parse(read('kubernetes/worker.yaml'));

test('the manifest is a Deployment as the API takes it', () => {
  const { success, issues } = v.safeParse(deploymentSchema, manifest());
  assert.ok(success, JSON.stringify(issues?.map((each) => `${v.getDotPath(each)}: ${each.message}`)));
});

test('a misspelt field, a number as a variable and a selector that matches nothing are refused', () => {
  type Manifest = v.InferInput<typeof deploymentSchema>;
  const changes: ((given: Manifest) => void)[] = [
    ({ spec }) => Object.assign(spec.template.spec, { terminationGracePeriod: 120 }),
    ({ spec }) => Object.assign(spec.template.spec.containers[0]?.env?.[0] ?? {}, { value: 300 }),
    ({ spec }) => Object.assign(spec.selector.matchLabels, { app: 'another' }),
    ({ spec }) => Object.assign(spec.strategy?.rollingUpdate ?? {}, { maxSurge: 0 }),
  ];
  for (const change of changes) {
    const given = manifest();
    change(given);
    assert.ok(!v.is(deploymentSchema, given), change.toString());
  }
});

test('it gives the worker what the task gives it, as long to stop, and as much memory', () => {
  const { spec } = v.parse(deploymentSchema, manifest()).spec.template;
  const variables = new Set(spec.containers[0]?.env.map(({ name }) => name));
  const used = ['handlers/worker.ts', 'handlers/order-work.ts'].flatMap((file) => [
    ...[...read(file).matchAll(/process\.env\.(\w+)/g)].map(([, name = '']) => name),
    ...[...read(file).matchAll(/\{ (\w+): \w+ \} = process\.env/g)].map(([, name = '']) => name),
  ]);
  assert.ok(used.length >= 5, `${used}`);
  assert.deepEqual(
    used.filter((name) => !variables.has(name)),
    [],
  );
  const stack = read('stack.ts');
  assert.match(stack, new RegExp(`stopSeconds'\\) \\?\\? ${spec.terminationGracePeriodSeconds}\\b`));
  assert.equal(
    spec.containers[0]?.resources?.limits?.memory,
    `${/memoryLimitMiB: (\d+)/.exec(stack)?.[1]}Mi`,
  );
});
