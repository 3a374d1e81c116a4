import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { StandIn } from '#experiment/stand-in.ts';
import { project } from '../project.ts';
import { startStandIn } from './stand-in.ts';

const deployed = { outputs: {}, clients: {} } as Parameters<typeof startStandIn>[1];

function labWith(t: TestContext, standIn?: string) {
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'stand-in-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  if (standIn !== undefined) {
    mkdirSync(join(folder, 'stand-in'));
    writeFileSync(join(folder, 'stand-in', 'index.ts'), standIn);
  }
  return { name: 'shop', folder, experiments: [] };
}

const counting = (counted: number): StandIn => ({
  takeReadings: () => ({ counted }),
  close: async () => undefined,
});

test('a lab has its stand-in, or none', async (t) => {
  const lab = labWith(t, 'export default async () => ({ takeReadings: () => ({ counted: 1 }) });\n');
  assert.deepEqual((await startStandIn(lab, deployed))?.takeReadings(), { counted: 1 });
  assert.equal(await startStandIn(labWith(t), deployed), undefined);
});

test('an experiment’s own takes the place of the lab’s, which is not started', async (t) => {
  const lab = labWith(t, 'throw new Error("started");\n');
  const standIn = await startStandIn(lab, deployed, async () => counting(2));
  assert.deepEqual(standIn?.takeReadings(), { counted: 2 });
});
