import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findExperiments, loadExperiment } from '../../labs.ts';
import { project } from '../../project.ts';
import { leftOutLines } from '../left-out.ts';
import { partOnAws, readOnAws } from './part-on-aws.ts';
import { notOnAws, refuseWhatNeedsOurs, refuseWhatWouldStay } from './refusals.ts';

const load = async (name: string) => {
  const [file] = findExperiments(project.labs, name);
  assert.ok(file);
  return { file, whole: await loadExperiment(file) };
};

function labWith(t: TestContext, text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'on-aws-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'on-aws.yaml'), text);
  return { folder };
}

test('an experiment of which a lab says nothing runs whole, and what it cannot be given is refused', async () => {
  const { file, whole } = await load('two-paths/first-order');
  const { experiment, without, leftOut } = partOnAws(file, whole);
  assert.equal(experiment, whole);
  assert.deepEqual(without, []);
  assert.equal(leftOut, undefined);
  const { faults, refuseEvents, leavesFaultsOut } = notOnAws(file, without);
  assert.equal(leavesFaultsOut, undefined);
  assert.throws(() => faults.inject({ resource: 'Orders', fault: 'fail' }), {
    problem: /breaks Orders on purpose \(fail\)/,
  });
  assert.throws(() => refuseEvents?.(), { problem: /counts events inside the cloud/ });
});

test('an experiment that does not run there is refused at once, with the reason that its lab gives', async () => {
  const { file, whole } = await load('two-paths/same-outage');
  assert.throws(() => partOnAws(file, whole), {
    name: 'TwoPartError',
    problem: /two-paths\/same-outage does not run on AWS\. The table is down on purpose/,
    remedy: /on this machine: npm run lab two-paths\/same-outage$/,
  });
});

test('what sets the local cloud, or works with a stand-in, is refused whether its lab says so or not', async () => {
  const kept = await load('message-retention/kept-too-long');
  assert.throws(() => refuseWhatNeedsOurs(kept.file, kept.whole), {
    problem: /sets retentionScale of the cloud that it runs in, which nobody can set on AWS/,
  });
  const cut = await load('food-order/where-to-cut');
  assert.throws(() => refuseWhatNeedsOurs(cut.file, cut.whole), { problem: /works with a stand-in/ });
});

test('what needs a fault is left out with its reason, and what does not is measured and judged', async () => {
  const { file, whole } = await load('three-services/three-services-one-request');
  const { experiment, without, leftOut } = partOnAws(file, whole);
  assert.deepEqual(Object.keys(experiment.metrics), ['pageMsMin', 'pageMsP50']);
  assert.deepEqual(
    experiment.claims.map(({ id }) => id),
    ['serial-adds-parallel-overlaps'],
  );
  assert.deepEqual(experiment.predictions, []);
  assert.match(experiment.parameters.failingShare?.label ?? '', /\(without effect on AWS\)$/);
  assert.deepEqual(leftOut?.claims, ['availabilities-multiply', 'a-fallback-leaves-the-product']);
  assert.deepEqual(leftOut?.metrics, ['shown', 'partial', 'shownPercent', 'productPercent']);
  const { faults, refuseEvents, leavesFaultsOut } = notOnAws(file, without);
  assert.equal(leavesFaultsOut, true);
  faults.inject({ resource: 'Price', fault: 'fail' })();
  assert.throws(() => refuseEvents?.(), { problem: /counts events/ }, 'it does without faults only');
  const lines = leftOutLines({ ...leftOut, because: 'They fail.' } as never, whole, 200);
  assert.deepEqual(lines, [
    'They fail.',
    'Not measured: pages shown while services fail (pages); of these with a part missing (pages); pages shown while services fail (%); the product of what the page needs (%).',
    'Not judged: availabilities-multiply, a-fallback-leaves-the-product.',
  ]);
});

test('what a setting does needs no fault: the limits of a chain are judged by the status that the caller sees', async () => {
  const { file, whole } = await load('sync-api/throttled-at-the-front');
  const { experiment, without } = partOnAws(file, whole);
  assert.deepEqual(without, ['events']);
  assert.deepEqual(
    experiment.claims.map(({ id }) => id),
    ['only-the-gateway-says-429', 'the-status-depends-on-the-api'],
  );
  assert.equal(notOnAws(file, without).refuseEvents, undefined);
});

test('what an experiment creates beside its stack is named, once for each kind', async () => {
  const { file } = await load('event-bus/read-again');
  refuseWhatWouldStay(file, []);
  assert.throws(() => refuseWhatWouldStay(file, ['CreateArchiveCommand', 'CreateArchiveCommand']), {
    problem: /event-bus\/read-again creates something beside its stack \(CreateArchive\)/,
  });
});

test('a file that says it wrongly is named, with the place and where it is explained', (t) => {
  assert.deepEqual(readOnAws({ folder: '/nowhere' }), {});
  const lab = labWith(t, 'look:\n  without: [luck]\n  because: So.\n  metrics: [a]\n  claims: [b]\n');
  assert.throws(() => readOnAws(lab), {
    name: 'TwoPartError',
    problem: /on-aws\.yaml: look\.without\.0: /,
    remedy: /src\/content\/on-aws\.ts/,
  });
});
