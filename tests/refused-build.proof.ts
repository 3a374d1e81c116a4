import { expect, test } from '@playwright/test';
import { misspelt } from '../src/plugins/references/testing/misspelt-names.ts';
import { SiteCopy } from './support/site-copy.ts';

const evidenceFile = 'labs/two-paths/evidence/first-order.local.json';

/** One copy for all, which one build after the other changes. */
test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let site: SiteCopy;
test.beforeAll(async () => {
  site = await SiteCopy.make();
});
test.afterAll(() => site.remove());

test('a metric that a new recording lost fails the build, with the file that shows it', async () => {
  const text = await site.read(evidenceFile);
  await site.write(evidenceFile, text.replaceAll('"doneMsP50"', '"doneMsMedian"'));
  const { status, output } = await site.build();
  await site.write(evidenceFile, text);
  expect(status).toBe(1);
  // Of several files the first one is named: a card or a page.
  expect(output).toMatch(/docs\/[a-z-/]+\.(yaml|mdx:\d+): there is no metric "doneMsP50" of variant/);
});

test('every misspelt name fails the build, with file and line and what to do', async () => {
  for (const { what, mdx } of misspelt) {
    // Front matter and an empty line first: the line must be the one that the author sees in the editor.
    await site.write(`docs/about/${what}.mdx`, `---\ntitle: ${what}\n---\n\nThe number is ${mdx}.\n`);
  }
  const { status, output } = await site.build();
  expect(status).toBe(1);
  for (const { what, problem, remedy } of misspelt) {
    expect.soft(output, what).toContain(`docs/about/${what}.mdx:5: ${problem}`);
    expect.soft(output, what).toContain(remedy);
  }
});
