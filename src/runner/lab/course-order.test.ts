import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findExperiments, findLabs } from '../labs.ts';
import { project } from '../project.ts';
import { inCourseOrder } from './course-order.ts';

test('experiments come in the order of the lessons; none is left out', async () => {
  const all = findLabs(project.labs).flatMap(({ name }) =>
    findExperiments(project.labs, name).map((file) => `${name}/${file.name}`),
  );
  const ordered = await inCourseOrder(project.root, all);
  assert.deepEqual(ordered.toSorted(), all.toSorted());
  assert.equal(ordered[0], 'two-paths/first-order');
  const place = (name: string) => ordered.indexOf(name);
  assert.ok(place('sync-api/parallel-requests') < place('sync-api/near-saturation'));
  assert.ok(place('sync-api/retry-storm') < place('two-paths/same-burst'));
  assert.ok(place('queued-api/burst-then-drain') < place('queued-api/delivered-twice'));
});

test('what no lesson speaks of comes last', async () => {
  assert.deepEqual(await inCourseOrder(project.root, ['a-lab/new', 'queued-api/delivered-twice']), [
    'queued-api/delivered-twice',
    'a-lab/new',
  ]);
});
