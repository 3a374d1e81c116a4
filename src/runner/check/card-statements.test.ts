import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { checkCardStatements } from './card-statements.ts';

/** The problems found in one card, whose right option explains itself so. */
function problemsOf(t: TestContext, feedback: string, backing = ''): string[] {
  const docs = mkdtempSync(join(tmpdir(), 'card-statements-'));
  t.after(() => rmSync(docs, { recursive: true }));
  const folder = join(docs, 'part', 'lesson', 'questions');
  mkdirSync(folder, { recursive: true });
  const options = [`{ text: right, correct: true, feedback: "${feedback}" }`]
    .concat(['one', 'two'].map((text) => `{ text: SQS keeps ${text}, feedback: It does not. }`))
    .map((option) => `  - ${option}\n`)
    .join('');
  writeFileSync(
    join(folder, 'card.yaml'),
    `kind: choose-one\nrevision: 1\nprompt: What happens?\nconcepts: [a]\n${backing}options:\n${options}`,
  );
  return checkCardStatements({ ...project, docs }).map(({ problem }) => problem);
}

test('a sentence about what a service does is found in a card that names nothing; a wrong option is none', (t) => {
  const problems = problemsOf(t, 'All is well. SQS then deletes the message.');
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /“SQS then deletes the message\.”/);
});

test('a fact or a claim backs it', (t) => {
  assert.deepEqual(problemsOf(t, 'SQS deletes it.', 'backing:\n  - fact: sqs-delivery\n'), []);
});
