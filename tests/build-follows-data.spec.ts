import { expect, test } from '@playwright/test';
import type { Evidence } from '../src/content/evidence.ts';
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

test('a claim that does not hold any more fails the build, with its id and every page that cites it', async () => {
  const text = await site.read(evidenceFile);
  const evidence: Evidence = JSON.parse(text);
  Object.assign(evidence.claims.find(({ id }) => id === 'reply-after-write') ?? {}, { holds: false });
  await site.write(evidenceFile, JSON.stringify(evidence));
  const { status, output } = await site.build();
  await site.write(evidenceFile, text);
  expect(status).toBe(1);
  expect(output).toContain('the claim two-paths/first-order/reply-after-write did not hold');
  const line = await lineOf('docs/two-ways/place-one-order/index.mdx', 'first-order/reply-after-write');
  expect(output).toContain(`docs/two-ways/place-one-order/index.mdx:${line}`);
  expect(output).toContain('docs/interview/define-asynchronous.mdx');
  expect(output).toContain('statement 002/e2');
});

const misspelt = [
  {
    what: 'experiment',
    mdx: '<Measured experiment="two-paths/frist-order" variant="sync" metric="replyMsP50" />',
    problem: 'there is no recorded experiment "two-paths/frist-order".',
    remedy: 'Did you mean "two-paths/first-order"?',
  },
  {
    what: 'variant',
    mdx: '<Measured experiment="two-paths/first-order" variant="sinc" metric="replyMsP50" />',
    problem: 'there is no variant "sinc" in two-paths/first-order.',
    remedy: 'Did you mean "sync"?',
  },
  {
    what: 'metric',
    mdx: '<Measured experiment="two-paths/first-order" variant="sync" metric="replyMsP05" />',
    problem: 'there is no metric "replyMsP05" of variant "sync".',
    remedy: 'Did you mean "replyMsP50"?',
  },
  {
    what: 'claim',
    mdx: '<Claim id="two-paths/first-order/reply-after-rite" />',
    problem: 'there is no claim "reply-after-rite" in two-paths/first-order.',
    remedy: 'Did you mean "reply-after-write"?',
  },
  {
    what: 'question',
    mdx: '<Question id="interview/key-diferences" />',
    problem: 'there is no question "interview/key-diferences".',
    remedy: 'Did you mean "interview/key-differences"?',
  },
  {
    what: 'source-file',
    mdx: '<SourceFile lab="two-paths" path="stak.ts" />',
    problem: 'there is no file "stak.ts" in labs/two-paths.',
    remedy: 'Did you mean "stack.ts"?',
  },
  {
    what: 'region',
    mdx: '<SourceFile lab="two-paths" path="stack.ts" region="queue-route" />',
    problem: 'there is no region "queue-route".',
    remedy: 'Did you mean "queued-route"?',
  },
  {
    what: 'fact',
    mdx: '<Fact id="sqs-retention-default-day" />',
    problem: 'there is no fact "sqs-retention-default-day".',
    remedy: 'Did you mean "sqs-retention-default-days"?',
  },
  {
    what: 'statement',
    mdx: '<Verdict statement="002/s100" />',
    problem: 'there is no statement "s100" in src/content/statements/002.yaml.',
    remedy: 'Did you mean "s10"?',
  },
  {
    what: 'attribute',
    mdx: '<Measured experiment="two-paths/first-order" varient="sync" metric="replyMsP50" />',
    problem: 'there is no attribute "varient" of <Measured>.',
    remedy: 'Did you mean "variant"?',
  },
  {
    what: 'lacking-attribute',
    mdx: '<Measured experiment="two-paths/first-order" variant="sync" />',
    problem: '<Measured> lacks metric.',
    remedy: 'Write <Measured experiment="…" variant="…" metric="…" />.',
  },
  {
    what: 'lab-drawn',
    mdx: '<Architecture lab="queud-api" />',
    problem: 'there is no lab "queud-api".',
    remedy: 'Did you mean "queued-api"?',
  },
  {
    what: 'path-drawn',
    mdx: '<Architecture lab="three-services" path="http-app" />',
    problem: 'there is no path "http-app" in the pipeline of three-services.',
    remedy: 'Did you mean "http-api"?',
  },
  {
    what: 'mixed-units',
    mdx: '<CompareChart experiment="two-paths/first-order" metrics="replyMsP50 stored" />',
    problem: 'the metrics "replyMsP50" (ms) and "stored" (rows) have no unit in common.',
    remedy: 'One chart has one scale',
  },
  {
    what: 'charted-variant',
    mdx: '<CompareChart experiment="two-paths/first-order" metrics="replyMsP50" variants="sync qeued" />',
    problem: 'there is no variant "qeued" in two-paths/first-order.',
    remedy: 'Did you mean "queued"?',
  },
  {
    what: 'series',
    mdx: '<CourseChart experiment="queued-api/burst-then-drain" series="wating" />',
    problem: 'there is no series "wating" of variant "below".',
    remedy: 'Did you mean "waiting"?',
  },
  {
    what: 'series-without-x',
    mdx: '<CourseChart experiment="two-paths/first-order" series="replyMs" />',
    problem: 'the series "replyMs" has no x',
    remedy: 'This experiment records no course.',
  },
  {
    what: 'replayed-experiment',
    mdx: '<Replay experiment="two-paths/same-brust" />',
    problem: 'there is no recorded experiment "two-paths/same-brust".',
    remedy: 'Did you mean "two-paths/same-burst"?',
  },
];

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

async function lineOf(path: string, text: string): Promise<number> {
  return (await site.read(path)).split('\n').findIndex((line) => line.includes(text)) + 1;
}
