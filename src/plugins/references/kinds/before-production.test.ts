import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { BeforeProductionData } from '#content/before-production.ts';
import { beforeProduction } from './before-production.ts';

const root = join(import.meta.dirname, '../../../..');
const page = join(root, 'docs/running/before-production.mdx');
const file = beforeProduction.locate({}, { root, page });
const text = readFileSync(file, 'utf8');
const cut = (about: string, from = text) => {
  const place = { root, page, file, read: () => '', list: () => [] };
  return beforeProduction.cut(from, { about }, place) as BeforeProductionData;
};

test('the page shows every group of suppressions once', () => {
  const shown = [...readFileSync(page, 'utf8').matchAll(/<BeforeProduction about="([^"]+)" \/>/g)];
  const names = shown.map(([, about = '']) => about);
  assert.deepEqual(names.toSorted(), Object.keys(parse(text).suppressions).toSorted());
  for (const name of names) assert.ok(cut(name).suppressions.length > 0);
});

test('a group that is not there is refused with its name', () => {
  assert.throws(() => cut('caller'), {
    problem: 'there is no group of suppressions "caller".',
    remedy: 'Did you mean "callers"?',
  });
});

test('a rule or an expression that is none is refused', () => {
  const wrong = [
    ['rule: SQS4', 'rule: AwsSolutions-SQS4', /must be a rule such as SQS4/],
    ['finding: Resource::\\*', "finding: '('", /must be a regular expression/],
  ] as const;
  for (const [from, to, message] of wrong) {
    assert.ok(text.includes(from));
    assert.throws(() => cut('callers', text.replace(from, to)), message);
  }
});
