import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { smallEvidence, smallProject } from '../../plugins/ledger/testing.ts';
import { project } from '../project.ts';
import { checkLedger } from './ledger.ts';

const contentOf = (root: string) => ({
  ...project,
  root,
  labs: join(root, 'labs'),
  docs: join(root, 'docs'),
  statements: join(root, 'src/content/statements'),
});

test('a small ledger keeps the law', (t) => {
  assert.deepEqual(checkLedger(contentOf(smallProject(t).root)), []);
});

test('a claim that does not hold: its id, all of its uses, and the statement that it leaves unjudged', (t) => {
  const { root, edit } = smallProject(t);
  edit(root, smallEvidence, (text) => text.replaceAll('"holds":true', '"holds":false'));
  const findings = checkLedger(contentOf(root));
  assert.equal(findings.length, 2);
  assert.match(findings[0]?.problem ?? '', /queued-is-not-sooner did not hold/);
  assert.match(findings[0]?.problem ?? '', /docs\/interview\/why\.mdx, docs\/part\/lesson\/index\.mdx:5/);
  assert.equal(findings[0]?.where, join(root, smallEvidence));
  assert.match(findings[1]?.problem ?? '', /judges the statement 002\/s1\./);
});

test('a conditional verdict without its condition', (t) => {
  const { root, edit } = smallProject(t);
  edit(root, 'src/content/statements/002.yaml', (text) => text.replace(/ {4}conditions: .*\n/, ''));
  const [finding, ...others] = checkLedger(contentOf(root));
  assert.deepEqual(others, []);
  assert.match(finding?.problem ?? '', /002\/s2 is conditional/);
});

test('a name that leads nowhere', (t) => {
  const { root, edit } = smallProject(t);
  edit(root, 'src/content/statements/002.yaml', (text) => text.replace('[retention]', '[retentoin]'));
  const [finding] = checkLedger(contentOf(root));
  assert.match(finding?.remedy ?? '', /Did you mean "retention"/);
});
