import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { checkNamesInPages } from './names-in-pages.ts';

/** One lab of ours and one page that says this. */
function content(t: TestContext, page: string) {
  mkdirSync(project.cache, { recursive: true });
  const root = mkdtempSync(join(project.cache, 'checked-'));
  t.after(() => rmSync(root, { recursive: true }));
  cpSync(join(project.labs, 'two-paths'), join(root, 'labs/two-paths'), { recursive: true });
  const docs = join(root, 'docs');
  mkdirSync(docs);
  writeFileSync(join(docs, 'page.mdx'), page);
  return { ...project, root, labs: join(root, 'labs'), docs };
}

const page = `---
title: A page
---

<Replay experiment="two-paths/same-burst" />
`;

test('a page whose names all mean something is fine', async (t) => {
  const given = content(t, page);
  assert.deepEqual(await checkNamesInPages(given), []);
  assert.deepEqual(await checkNamesInPages(given), [], 'a law leaves the page as it is for the next');
});

test('a replay of a run that happened where the drawing has no place: says where, and what to write', async (t) => {
  const given = content(t, page);
  const drawing = join(given.labs, 'two-paths/pipeline.yaml');
  writeFileSync(drawing, readFileSync(drawing, 'utf8').replaceAll('resource: OrderQueue', 'note: a queue'));
  const [finding, ...others] = await checkNamesInPages(given);
  assert.deepEqual(others, []);
  assert.equal(finding?.where, `${join(given.docs, 'page.mdx')}:5`);
  assert.match(finding?.problem ?? '', /labs\/two-paths\/pipeline\.yaml has no place for OrderQueue/);
  assert.match(finding?.remedy ?? '', /`resource`/);
});

test('a misspelt name, and an attribute that the element does not have', async (t) => {
  const given = content(t, page.replace('same-burst', 'same-brust').replace('/>', '/>\n\n<Fact name="x" />'));
  const [experiment, attribute] = await checkNamesInPages(given);
  assert.match(experiment?.remedy ?? '', /"two-paths\/same-burst"/);
  assert.match(attribute?.problem ?? '', /no attribute "name" of <Fact>/);
});
