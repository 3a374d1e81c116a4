import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { evidencePath, findExperiments, loadExperiment } from '../labs.ts';
import { createLab } from '../new-lab.ts';
import { project } from '../project.ts';
import { experimentSourceHash } from '../source-hash.ts';
import { checkEvidence } from './evidence.ts';
import type { Content, Finding, Law } from './finding.ts';
import { checkLabs } from './labs.ts';
import { checkOnAws } from './on-aws.ts';
import { checkStatements } from './statements.ts';

/** Content that keeps all laws but that of evidence, or with `two-paths` also that. */
function content(t: TestContext, { withEvidence = false } = {}): Content {
  // Below the project, so that experiments find what they import.
  mkdirSync(project.cache, { recursive: true });
  const root = mkdtempSync(join(project.cache, 'checked-'));
  t.after(() => rmSync(root, { recursive: true }));
  const [labs, docs] = [join(root, 'labs'), join(root, 'docs')];
  mkdirSync(labs);
  mkdirSync(docs);
  if (withEvidence) recordedLab(labs);
  else createLab(labs, 'small');
  const { statements, facts, concepts, words } = project;
  return { root, labs, docs, statements, facts, concepts, words };
}

/** One of our labs with one experiment, and evidence that is of the copied sources whatever has become of ours. */
function recordedLab(labs: string): void {
  cpSync(join(project.labs, 'two-paths'), join(labs, 'two-paths'), { recursive: true });
  for (const { path, name } of findExperiments(labs, 'two-paths').filter(
    (each) => each.name !== 'first-order',
  )) {
    rmSync(path);
    rmSync(join(labs, 'two-paths/evidence', `${name}.local.json`), { force: true });
  }
  const [file] = findExperiments(labs, 'two-paths/first-order');
  assert.ok(file);
  edit(evidencePath(file), (text) =>
    text.replace(/"sourceHash": "[^"]*"/, () => `"sourceHash": "${experimentSourceHash(file)}" `),
  );
}

async function only(law: Law, given: Content): Promise<Finding> {
  const findings = await law(given, new AbortController().signal);
  assert.equal(findings.length, 1, JSON.stringify(findings));
  return findings[0] as Finding;
}

function edit(path: string, change: (text: string) => string): void {
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  assert.notEqual(changed, text, `${path} has nothing to change`);
  writeFileSync(path, changed);
}

test('a lab without a guide', async (t) => {
  const given = content(t);
  rmSync(join(given.labs, 'small/README.md'));
  const { where, problem, remedy } = await only(checkLabs, given);
  assert.equal(where, join(given.labs, 'small'));
  assert.match(problem, /small has no README\.md/);
  assert.match(remedy, /guide/);
});

test('a lab without a drawing, and one whose drawing does not fit', async (t) => {
  const given = content(t);
  const drawing = join(given.labs, 'small/pipeline.yaml');
  edit(drawing, (text) => text.replace('kind: function', 'kind: funktion'));
  const { where, problem } = await only(checkLabs, given);
  assert.equal(where, drawing);
  assert.match(problem, /paths\.0\.exchange\.2/);
  rmSync(drawing);
  assert.match((await only(checkLabs, given)).problem, /small has no pipeline\.yaml/);
});

test('a lab without an experiment', async (t) => {
  const given = content(t);
  rmSync(join(given.labs, 'small/experiments'), { recursive: true });
  assert.match((await only(checkLabs, given)).problem, /no experiment/);
});

test('an experiment without evidence: names the command that records it', async (t) => {
  const { remedy } = await only(checkEvidence, content(t));
  assert.match(remedy, /npm run lab small\/first-look -- --yes --record/);
});

test('evidence of the present sources, all of whose claims hold, is fine', async (t) => {
  assert.deepEqual(await checkEvidence(content(t, { withEvidence: true })), []);
});

for (const source of [
  'stack.ts',
  'handlers/place-order.ts',
  'experiments/first-order.ts',
  'experiments/first-order/claims.ts',
]) {
  test(`evidence is stale when ${source} has changed`, async (t) => {
    const given = content(t, { withEvidence: true });
    edit(join(given.labs, 'two-paths', source), (text) => `${text}// changed\n`);
    const { problem, remedy } = await only(checkEvidence, given);
    assert.match(problem, /stale/);
    assert.match(remedy, /npm run lab two-paths\/first-order -- --yes --record/);
  });
}

test('other line endings and space at the end of lines make nothing stale', async (t) => {
  const given = content(t, { withEvidence: true });
  edit(join(given.labs, 'two-paths/stack.ts'), (text) => text.replaceAll('\n', '  \r\n'));
  assert.deepEqual(await checkEvidence(given), []);
});

test('evidence that was edited by hand: names the field', async (t) => {
  const given = content(t, { withEvidence: true });
  const path = join(given.labs, 'two-paths/evidence/first-order.local.json');
  edit(path, (text) => text.replace('"repetitions": 3', '"repetitions": "three"'));
  assert.match((await only(checkEvidence, given)).problem, /repetitions/);
  writeFileSync(path, '{');
  assert.match((await only(checkEvidence, given)).problem, /not JSON/);
});

test('evidence with a claim that was not judged', async (t) => {
  const given = content(t, { withEvidence: true });
  const path = join(given.labs, 'two-paths/evidence/first-order.local.json');
  edit(path, (text) => text.replace('"holds": true', '"holds": null'));
  assert.match((await only(checkEvidence, given)).problem, /reply-after-write was not judged/);
});

test('evidence with a claim that did not hold', async (t) => {
  const given = content(t, { withEvidence: true });
  const path = join(given.labs, 'two-paths/evidence/first-order.local.json');
  edit(path, (text) => text.replace('"holds": true', '"holds": false'));
  assert.match((await only(checkEvidence, given)).problem, /reply-after-write did not hold/);
});

test('evidence of no experiment', async (t) => {
  const given = content(t, { withEvidence: true });
  const folder = join(given.labs, 'two-paths/evidence');
  cpSync(join(folder, 'first-order.local.json'), join(folder, 'gone.local.json'));
  const { where, problem } = await only(checkEvidence, given);
  assert.match(where, /gone\.local\.json$/);
  assert.match(problem, /no experiment gone/);
});

test('evidence of a run on AWS: may be of earlier sources, and is read like the other', async (t) => {
  const given = content(t, { withEvidence: true });
  const folder = join(given.labs, 'two-paths/evidence');
  const path = join(folder, 'first-order.aws.json');
  cpSync(join(folder, 'first-order.local.json'), path);
  assert.match((await only(checkEvidence, given)).problem, /target local/);
  edit(path, (text) =>
    text
      .replace('"target": "local"', '"target": "aws"')
      .replace(/"sourceHash": "\w+"/, '"sourceHash": "earlier"'),
  );
  assert.deepEqual(await checkEvidence(given), []);
  cpSync(path, join(folder, 'gone.aws.json'));
  assert.match((await only(checkEvidence, given)).problem, /no experiment gone/);
});

test('what makes sense on AWS: names of what there is, and no claim about what is left out', async (t) => {
  const given = content(t, { withEvidence: true });
  const path = join(given.labs, 'two-paths/on-aws.yaml');
  const say = (lines: string) =>
    writeFileSync(path, `first-order:\n  without: [events]\n  because: It is so.\n${lines}`);
  const [file] = findExperiments(given.labs, 'two-paths/first-order');
  assert.ok(file);
  const { metrics, claims } = await loadExperiment(file);
  const names = Object.keys(metrics);
  const ids = claims.map(({ id }) => id);
  say(`  metrics: [${names}]\n  claims: [${ids}]\n`);
  assert.deepEqual(await checkOnAws(given), []);
  say(`  metrics: [${names[0]}s]\n  claims: [${ids}]\n`);
  const misnamed = await only(checkOnAws, given);
  assert.match(misnamed.problem, new RegExp(`no metric ${names[0]}s`));
  assert.match(misnamed.remedy, new RegExp(`Did you mean ${names[0]}`));
  say(`  metrics: [${names.slice(-1)}]\n  claims: [${ids[0]}]\n`);
  assert.match((await only(checkOnAws, given)).problem, /looks at the metric \w+, which is left out on AWS/);
  say('  metrics: []\n');
  assert.match((await only(checkOnAws, given)).problem, /first-order\./);
  writeFileSync(path, 'last-order:\n  without: [events]\n  because: So.\n  metrics: [a]\n  claims: [b]\n');
  assert.match((await only(checkOnAws, given)).problem, /no experiment last-order/);
});

test('what makes sense on AWS: of what needs the cloud of this machine, something is said', async (t) => {
  assert.deepEqual(await checkOnAws(content(t)), []);
  const given = content(t);
  const path = join(given.labs, 'small/on-aws.yaml');
  edit(join(given.labs, 'small/experiments/first-look.ts'), (text) =>
    text.replace('async run({ variant,', 'async run({ faults, events, variant,'),
  );
  const { where, problem, remedy } = await only(checkOnAws, given);
  assert.equal(where, path);
  assert.match(problem, /small\/first-look takes faults and events, which are not there on AWS/);
  assert.match(remedy, /the part that makes sense without\. Say why it does not run there/);
  writeFileSync(path, 'first-look:\n  refused: It breaks its function on purpose.\n');
  assert.deepEqual(await checkOnAws(given), []);
});

test('a claim that judges a statement that is not on file: names the nearest', async (t) => {
  const given = content(t);
  edit(join(given.labs, 'small/experiments/first-look.ts'), (text) =>
    text.replace('seeds: []', "seeds: ['002/s99']"),
  );
  const { problem, remedy } = await only(checkStatements, given);
  assert.match(problem, /all-are-answered judges the statement 002\/s99/);
  assert.match(remedy, /002\/s9/);
});
