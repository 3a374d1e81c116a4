import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { evidencePath, findExperiments } from '../labs.ts';
import { project } from '../project.ts';
import { evidenceText } from './evidence.ts';

test('recorded evidence is what its own text says, and small enough to send to a page', () => {
  const [file] = findExperiments(project.labs, 'two-paths/first-order');
  assert.ok(file);
  const text = readFileSync(evidencePath(file), 'utf8');
  assert.equal(evidenceText(JSON.parse(text)), text);
  assert.ok(text.length < 60_000, `${text.length} bytes`);
});
