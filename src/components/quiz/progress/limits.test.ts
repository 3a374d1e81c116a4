import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { limits } from '#content/progress/record.ts';

const components = join(import.meta.dirname, '../..');

test('no field takes more text than the record can hold: one that is too long would make all of it unreadable', () => {
  const fields = globSync('**/*.tsx', { cwd: components }).flatMap((file) =>
    [...readFileSync(join(components, file), 'utf8').matchAll(/<textarea\b[\s\S]*?\/>/g)].map(([field]) => ({
      file,
      most: Number(/\bmaxLength=\{([\d_]+)\}/.exec(field)?.[1]?.replaceAll('_', '')),
    })),
  );
  assert.ok(fields.length >= 5);
  for (const { file, most } of fields) assert.ok(most <= limits.answerCharacters, `${file}: ${most}`);
});
