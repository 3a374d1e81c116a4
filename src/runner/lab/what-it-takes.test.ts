import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findExperiments, loadExperiment } from '../labs.ts';
import { project } from '../project.ts';
import { whatItTakes } from './what-it-takes.ts';

for (const [name, takes] of [
  ['two-paths/first-order', []],
  ['two-paths/same-outage', ['faults']],
  // A parameter of its own on each line.
  ['sync-api/sdk-retries', ['events', 'faults']],
  // Taken from the context later on.
  ['two-regions/a-region-is-gone', ['events', 'faults']],
  // It speaks of events, and takes none.
  ['fifo-queue/order-of-events', []],
] as const)
  test(`${name} takes ${takes.join(' and ') || 'nothing'} of the cloud of this machine`, async () => {
    const [file] = findExperiments(project.labs, name);
    assert.ok(file);
    assert.deepEqual(whatItTakes(await loadExperiment(file)), takes);
  });
