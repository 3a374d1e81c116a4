import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { overlays } from '../../explorer/overlays/overlays.ts';
import { project } from '../project.ts';
import { checkOverlays } from './overlays.ts';

test('the model is as near to each recorded run as its overlay says', () => {
  assert.deepEqual(checkOverlays(project), []);
});

test('a recorded number that the model does not reach is named, with both', (t) => {
  mkdirSync(project.cache, { recursive: true });
  const labs = mkdtempSync(join(project.cache, 'overlays-'));
  t.after(() => rmSync(labs, { recursive: true }));
  for (const lab of new Set(overlays.map(({ experiment }) => experiment.split('/')[0] ?? '')))
    cpSync(join(project.labs, lab, 'evidence'), join(labs, lab, 'evidence'), { recursive: true });
  const where = join(labs, 'two-paths/evidence/same-burst.local.json');
  const evidence = JSON.parse(readFileSync(where, 'utf8'));
  evidence.variants[0].metrics.find(({ name }: { name: string }) => name === 'refused').median = 44;
  writeFileSync(where, JSON.stringify(evidence));
  const [finding, ...others] = checkOverlays({ ...project, labs });
  assert.deepEqual(others, []);
  assert.equal(finding?.where, where);
  assert.match(
    finding?.problem ?? '',
    /^refused of sync was 44, and the model says 45: more than 0 apart\.$/,
  );
});
