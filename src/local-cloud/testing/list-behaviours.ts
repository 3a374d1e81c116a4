/*
 * `node list-behaviours.ts <file>` writes, as JSON, what the local cloud does: every behaviour of the conformance tests, what it does not show, and every
 * resource type with its properties. The page of the site that tells learners is made from this and from nothing else.
 */
import { globSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResourceType } from '../kernel/contracts/resource-type.ts';
import { knownTypes, services } from '../services.ts';
import { listed } from './behaviour.ts';

const root = join(import.meta.dirname, '../../..');

const [file = ''] = process.argv.slice(2);
if (process.env.LIST_BEHAVIOURS !== '1') {
  console.error('LIST_BEHAVIOURS is not 1: the tests would run instead of being listed.\nSet it to 1.');
  process.exit(2);
}

for (const test of globSync('src/local-cloud/**/*.conformance.test.ts', { cwd: root }).sort()) {
  await import(pathToFileURL(join(root, test)).href);
}

const propertiesOf = (type: ResourceType): string[] =>
  Object.keys((type.properties as { entries?: Record<string, unknown> }).entries ?? {}).sort();

const text = JSON.stringify({
  behaviours: listed.map((each) => ({ ...each, file: relative(root, each.file) })),
  notShown: services.flatMap((each) => each.notShown),
  resourceTypes: [...knownTypes.resourceTypes.values()].map((each) => ({
    type: each.type,
    properties: propertiesOf(each),
    withoutEffect: each.withoutEffect,
  })),
  typesWithoutEffect: [...knownTypes.withoutEffect.values()].map(({ type, reason }) => ({
    type,
    reason,
  })),
});
// Tests that were only listed may have opened nothing, and those that stand beside them must not begin: a file is written
// when this returns, which a pipe is not.
writeFileSync(file, text);
process.exit(0);
