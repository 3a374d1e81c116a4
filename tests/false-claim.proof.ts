import { expect, test } from '@playwright/test';
import type { Evidence } from '../src/content/evidence.ts';
import { SiteCopy } from './support/site-copy.ts';

const evidenceFile = 'labs/two-paths/evidence/first-order.local.json';

test.setTimeout(180_000);

let site: SiteCopy;
test.beforeAll(async () => {
  site = await SiteCopy.make();
});
test.afterAll(() => site.remove());

test('a claim that does not hold any more fails the build, with its id and every page that cites it', async () => {
  const text = await site.read(evidenceFile);
  const evidence: Evidence = JSON.parse(text);
  Object.assign(evidence.claims.find(({ id }) => id === 'reply-after-write') ?? {}, { holds: false });
  await site.write(evidenceFile, JSON.stringify(evidence));
  const { status, output } = await site.build();
  expect(status).toBe(1);
  expect(output).toContain('the claim two-paths/first-order/reply-after-write did not hold');
  const line = await lineOf('docs/two-ways/place-one-order/index.mdx', 'first-order/reply-after-write');
  expect(output).toContain(`docs/two-ways/place-one-order/index.mdx:${line}`);
  expect(output).toContain('docs/interview/define-asynchronous.mdx');
  expect(output).toContain('statement 002/e2');
});

async function lineOf(path: string, text: string): Promise<number> {
  return (await site.read(path)).split('\n').findIndex((line) => line.includes(text)) + 1;
}
