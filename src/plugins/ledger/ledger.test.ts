import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCitations } from '../citations/citations.ts';
import { locateEvidence, parseEvidence } from '../references/evidence-file.ts';
import { AuthorError } from '../references/problem.ts';
import { brokenClaims, refuseBrokenClaims } from './broken-claims.ts';
import { readLedger } from './read-ledger.ts';
import { recordedClaims } from './recorded-claims.ts';
import { smallEvidence, smallProject } from './testing.ts';
import { refuseUnjudged } from './unjudged.ts';

const project = join(import.meta.dirname, '../../..');
const claim = 'two-paths/first-order/queued-is-not-sooner';

test('a statement comes with its claims, its facts and the pages that cite them', (t) => {
  const { root } = smallProject(t);
  const { texts, claims, facts, pages } = readLedger(root);
  const [first, second] = texts[0]?.entries ?? [];
  assert.deepEqual(first?.claims, [claim]);
  assert.deepEqual(first?.pages, ['/interview/why/', '/part/lesson/']);
  assert.deepEqual(second?.facts, ['retention']);
  assert.equal(second?.number, 2);
  assert.equal(claims[claim]?.experiment, 'two-paths/first-order');
  assert.equal(facts.retention?.value, 4);
  assert.deepEqual(pages, { '/interview/why/': 'Why?', '/part/lesson/': 'A lesson' });
});

test('a claim that names the statement among its seeds judges it', (t) => {
  const { root, edit } = smallProject(t);
  edit(root, smallEvidence, (text) => text.replace('"seeds":[]', '"seeds":["002/s2"]'));
  assert.equal(readLedger(root).texts[0]?.entries[1]?.claims.length, 1);
});

test('a statement that nothing judges is refused with its id', (t) => {
  const { root, edit } = smallProject(t);
  edit(root, 'src/content/statements/002.yaml', (text) => text.replace('    facts: [retention]\n', ''));
  assert.throws(
    () => refuseUnjudged(readLedger(root)),
    (error: unknown) =>
      error instanceof AuthorError &&
      /judges the statement 002\/s2\./.test(error.problem) &&
      /facts:/.test(error.remedy),
  );
});

test('a claim that does not hold judges nothing', (t) => {
  const { root, edit } = smallProject(t);
  edit(root, smallEvidence, doesNotHold);
  assert.throws(() => refuseUnjudged(readLedger(root)), /judges the statement 002\/s1\./);
});

for (const [what, change, says] of [
  [
    'claim',
    (text: string) => text.replace(claim, 'two-paths/first-order/queued-is-not-soner'),
    /Did you mean/,
  ],
  ['fact', (text: string) => text.replace('[retention]', '[retentoin]'), /Did you mean "retention"/],
] as const) {
  test(`a ${what} that is not there is refused with the nearest name`, (t) => {
    const { root, edit } = smallProject(t);
    edit(root, 'src/content/statements/002.yaml', change);
    assert.throws(() => readLedger(root), says);
  });
}

test('a claim that does not hold is named with every page, rubric, card and statement that uses it', (t) => {
  const { root, edit } = smallProject(t);
  edit(root, smallEvidence, doesNotHold);
  const [broken, ...others] = brokenClaims(recordedClaims(root), readCitations(root), readLedger(root));
  assert.deepEqual(others, []);
  assert.equal(broken?.id, claim);
  assert.deepEqual(broken.uses, [
    'docs/interview/why.mdx',
    'docs/part/lesson/index.mdx:5',
    'docs/part/lesson/questions/card.yaml',
    'statement 002/s1',
  ]);
  assert.throws(
    () => refuseBrokenClaims([broken]),
    /queued-is-not-sooner did not hold[\s\S]*npm run lab two-paths\/first-order -- --record/,
  );
});

test('a page that is no MDX is refused with file and line', (t) => {
  const { root, edit } = smallProject(t);
  edit(root, 'docs/part/lesson/index.mdx', (text) => `${text}\n<Claim id="x">\n`);
  assert.throws(() => readCitations(root), /docs\/part\/lesson\/index\.mdx:\d+: this is no MDX/);
});

test('the ledger has exactly the statements whose addresses are published, and each leads to evidence or a source', () => {
  const ledger = readLedger(project);
  const entries = ledger.texts.flatMap((text) => text.entries);
  const published = readFileSync(join(project, 'tests/published-addresses.txt'), 'utf8').split('\n');
  assert.deepEqual(
    entries.map(({ id }) => `/claims/#${id.replace('/', '-')}`).sort(),
    published.filter((line) => /^\/claims\/#00\d-/.test(line)).sort(),
    'A new statement: add its address to tests/published-addresses.txt. An address is never taken away.',
  );
  // That Console, command line and SDK call the same APIs is how AWS is built: no run of ours can show it.
  assert.deepEqual(
    entries.filter(({ claims }) => !claims.some((id) => ledger.claims[id]?.holds)).map(({ id }) => id),
    ['004/services-through-apis'],
    'These statements rest on facts alone. Where a run can judge, name its claim.',
  );
  for (const [id, { because, experiment }] of Object.entries(ledger.claims)) {
    const file = locateEvidence(experiment, { root: project });
    const { claims } = parseEvidence(readFileSync(file, 'utf8'), file);
    const recorded = claims.find((each) => `${experiment}/${each.id}` === id);
    assert.equal(recorded?.because, because, id);
  }
  for (const fact of Object.values(ledger.facts)) assert.match(fact.source.url, /^https:\/\//, fact.id);
});

function doesNotHold(text: string): string {
  const recorded = JSON.parse(text);
  recorded.claims.find(({ id }: { id: string }) => claim.endsWith(`/${id}`)).holds = false;
  return JSON.stringify(recorded);
}
