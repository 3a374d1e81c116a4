import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { disputeAddress } from '#content/dispute-address.ts';
import { formatQuantity } from '#content/quantity.ts';
import { locateEvidence, parseEvidence, recordedExperiments } from '../references/evidence-file.ts';
import { saidOfAws } from '../references/on-aws-file.ts';
import { citedBy } from './cited-by.ts';
import { type RunLinks, runHtml } from './run-html.ts';
import { sourceFiles } from './source-files.ts';

const root = process.cwd();
const links: RunLinks = {
  raw: '/runs/a/b.json',
  rawBytes: 2048,
  citedBy: [],
  inRepository: () => undefined,
  dispute: () => undefined,
};
const evidenceOf = (experiment: string) => {
  const file = locateEvidence(experiment, { root });
  return parseEvidence(readFileSync(file, 'utf8'), file);
};

test('every value of every repetition of every recorded run stands on its page', () => {
  for (const experiment of recordedExperiments(root)) {
    const evidence = evidenceOf(experiment);
    const html = runHtml(evidence, links, []);
    for (const { metrics } of evidence.variants)
      for (const { values } of metrics)
        assert.equal(
          html.includes(`<td>${values.map((value) => formatQuantity(value)).join(' · ')}</td>`),
          true,
          `${experiment}: ${values}`,
        );
    for (const { id } of evidence.claims) assert.match(html, new RegExp(`id="claim-${id}"`));
  }
});

test('what is written in a run is shown as text', () => {
  const evidence = evidenceOf('two-paths/first-order');
  const html = runHtml({ ...evidence, command: '<script>"' }, links, []);
  assert.doesNotMatch(html, /<script>/);
  assert.match(html, /data-copy="&lt;script&gt;&quot;"/);
});

test('a source leads to the repository where one is known', () => {
  const evidence = evidenceOf('two-paths/first-order');
  const source = { path: 'labs/two-paths/stack.ts', code: 'x' };
  assert.doesNotMatch(runHtml(evidence, links, [source]), /in the repository/);
  const known = { ...links, inRepository: (path: string) => `https://example.org/${path}` };
  assert.match(runHtml(evidence, known, [source]), /href="https:\/\/example.org\/labs\/two-paths\/stack.ts"/);
});

test('a claim leads to an issue that names it where a repository is known', () => {
  const evidence = evidenceOf('two-paths/first-order');
  assert.doesNotMatch(runHtml(evidence, links, []), /I doubt it/);
  const dispute = (claim: string) =>
    disputeAddress('https://example.org/me/it', `two-paths/first-order/${claim}`);
  const html = runHtml(evidence, { ...links, dispute }, []);
  for (const { id } of evidence.claims)
    assert.ok(html.includes(`claim=two-paths%2Ffirst-order%2F${id}">I doubt it</a>`), id);

  const { searchParams } = new URL(dispute('a-claim'));
  const form = readFileSync(`.github/ISSUE_TEMPLATE/${searchParams.get('template')}`, 'utf8');
  for (const field of searchParams.keys())
    if (field !== 'template' && field !== 'title') assert.match(form, new RegExp(`\\n +id: ${field}\\n`));
});

test('a run has its experiment, the tests that break its claims, its stack and its handlers', () => {
  const paths = sourceFiles(root, 'two-paths/first-order').map(({ path }) => path);
  for (const part of ['experiments/first-order.ts', 'first-order.broken.ts', 'stack.ts'])
    assert.ok(paths.includes(`labs/two-paths/${part}`), part);
  assert.ok(paths.some((path) => path.startsWith('labs/two-paths/handlers/')));
});

test('the lesson that shows a run is among the pages that use it', () => {
  const pages = citedBy(root, ['two-paths/first-order']).get('two-paths/first-order') ?? [];
  assert.ok(pages.some(({ path }) => path === '/two-ways/place-one-order/'));
});

test('a run says when it was recorded, whether the same was run on AWS, and what carried over', () => {
  const evidence = evidenceOf('two-paths/first-order');
  const here = runHtml(evidence, links, []);
  assert.match(here, /<dt>On AWS<\/dt><dd>not yet run on AWS<\/dd>/);
  assert.match(here, /<dt>Recorded<\/dt><dd>\d{1,2} [A-Z][a-z]+ \d{4}, in \d+ seconds<\/dd>/);
  const [first, ...others] = evidence.claims;
  assert.ok(first);
  const onAws = {
    ...evidence,
    ...{ target: 'aws' as const, recordedAt: '2026-12-24T00:00:00.000Z', sourceHash: 'other' },
    claims: [{ ...first, holds: false }, ...others],
  };
  const html = runHtml(evidence, { ...links, onAws }, []);
  assert.match(
    html,
    new RegExp(
      `run on AWS on 24 December 2026, with an earlier version of its sources: ${others.length} of ${evidence.claims.length} claims carried over`,
    ),
  );
  assert.match(html, /<th scope="col">local cloud<\/th><th scope="col">AWS<\/th>/);
  assert.match(html, /<b>Did not carry over<\/b>: /);
  assert.equal(html.match(/<b>Carried over<\/b>/g)?.length, others.length);
});

test('a run says that it does not run on AWS or only in part, and why, as its lab does', () => {
  const of = (experiment: string) =>
    runHtml(evidenceOf(experiment), { ...links, saidOfAws: saidOfAws(experiment, root) }, []);
  assert.match(of('two-paths/first-order'), /<dt>On AWS<\/dt><dd>not yet run on AWS<\/dd>/);
  assert.match(of('two-paths/same-outage'), /<dd>does not run there\. The table is down on purpose/);
  assert.match(
    of('three-services/three-services-one-request'),
    /<dd>not yet run on AWS, where a part of it makes sense\. The three services fail on purpose here/,
  );
});

test('a claim that makes no sense on AWS is not one that did not carry over', () => {
  const evidence = evidenceOf('three-services/three-services-one-request');
  const [first, ...others] = evidence.claims;
  assert.ok(first);
  const onAws = {
    ...{ ...evidence, target: 'aws' as const, claims: [first] },
    leftOut: { because: 'Faults & so on.', metrics: [], claims: others.map(({ id }) => id) },
  };
  const html = runHtml(evidence, { ...links, onAws }, []);
  assert.ok(html.includes(`1 of 1 claims carried over, and ${others.length} make no sense there.`));
  assert.match(html, /<p>Left out on AWS: Faults &amp; so on\.<\/p>/);
  assert.equal(html.match(/<b>Left out<\/b>/g)?.length, others.length);
});
