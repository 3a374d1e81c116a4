import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { inTurn } from './in-turn.ts';

const context = {} as LoadContext;
const props = {} as Parameters<NonNullable<Plugin['postBuild']>>[0];

test('a last step begins when the one before has ended; plugins without one are left as they are', async () => {
  const told: string[] = [];
  const step = (name: string, ticks: number) => (): Plugin => ({
    name,
    async postBuild() {
      told.push(`${name} begins`);
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      told.push(`${name} ends`);
    },
  });
  const plugins = inTurn(step('slow', 9), () => ({ name: 'none' }), step('fast', 0)).map((make) =>
    make(context),
  );
  await Promise.all(plugins.map((plugin) => plugin.postBuild?.(props)));
  assert.deepEqual(told, ['slow begins', 'slow ends', 'fast begins', 'fast ends']);
  assert.equal(plugins[1]?.postBuild, undefined);
});

test('what one of them throws ends the build', async () => {
  const broken = (): Plugin => ({ name: 'broken', postBuild: () => Promise.reject(new Error('no')) });
  const [plugin] = inTurn(broken).map((make) => make(context));
  await assert.rejects(async () => plugin?.postBuild?.(props), /no/);
});
