import { expect, test } from '@playwright/test';
import type { Evidence } from '../src/content/evidence.ts';
import { SiteCopy } from './support/site-copy.ts';

const evidenceFile = 'labs/two-paths/evidence/first-order.local.json';
const lesson = 'build/two-ways/place-one-order/index.html';

// Two whole builds.
test.setTimeout(600_000);

test('a changed recording changes the page, with a warm cache too', async () => {
  const site = await SiteCopy.make();
  try {
    const first = await site.build();
    expect(first.output).toContain('[SUCCESS]');
    expect(await site.read(lesson)).not.toContain('4,321\u00a0ms');

    const evidence: Evidence = JSON.parse(await site.read(evidenceFile));
    const metric = evidence.variants[0]?.metrics.find(({ name }) => name === 'replyMsP50');
    Object.assign(metric ?? {}, { median: 4321, max: 4321 });
    await site.write(evidenceFile, JSON.stringify(evidence));
    expect((await site.build()).status).toBe(0);
    expect(await site.read(lesson)).toContain('4,321\u00a0ms');
  } finally {
    await site.remove();
  }
});
