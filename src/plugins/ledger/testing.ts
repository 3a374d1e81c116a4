import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

const project = join(import.meta.dirname, '../../..');
const evidence = 'labs/two-paths/evidence/first-order.local.json';

const statements = `text: A list. In our own words.
title: List 002
file: 002_x.txt
statements:
  s1:
    says: the reply is a receipt
    verdict: right
    instead: It is.
    claims: [two-paths/first-order/queued-is-not-sooner]
  s2:
    says: messages are kept
    verdict: conditional
    conditions: they do not expire
    instead: Until they expire.
    facts: [retention]
`;
const fact = `label: how long it is kept
value: 4
unit: days
conditions: Can be set.
certainty: confirmed
source: { title: AWS, url: https://docs.aws.amazon.com/ }
asOf: 2026-11-21
`;
const lesson = `---
title: A lesson
---

<Claim id="two-paths/first-order/queued-is-not-sooner" />
`;
const openQuestion = `---
title: Why?
rubric:
  - { point: It is not sooner., backing: { experiment: two-paths/first-order, claim: queued-is-not-sooner } }
---

Because.
`;

/** A small project for tests: one recorded experiment, two statements, a fact, a lesson, an open question and a card. */
export function smallProject(t: TestContext): { root: string; edit: typeof edit } {
  const root = mkdtempSync(join(tmpdir(), 'ledger-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, dirname(evidence)), { recursive: true });
  cpSync(join(project, evidence), join(root, evidence));
  edit(root, evidence, withoutSeeds);
  const files = {
    'src/content/statements/002.yaml': statements,
    'src/content/facts/retention.yaml': fact,
    'docs/part/lesson/index.mdx': lesson,
    'docs/part/lesson/questions/card.yaml': 'kind: myth-or-fact\nstatement: 002/s1\n',
    'docs/interview/why.mdx': openQuestion,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, edit };
}

/** The seeds of the real recording name statements that the small project does not have. */
const withoutSeeds = (text: string) => {
  const recorded = JSON.parse(text);
  for (const claim of recorded.claims) claim.seeds = [];
  return JSON.stringify(recorded);
};

/** Changes a file of the project. */
function edit(root: string, path: string, change: (text: string) => string): void {
  const file = join(root, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** Where the recording of the small project lies. */
export const smallEvidence = evidence;
