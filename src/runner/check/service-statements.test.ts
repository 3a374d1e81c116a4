import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { checkServiceStatements } from './service-statements.ts';

/** The problems found in one page. */
function problemsOf(t: TestContext, page: string): string[] {
  const docs = mkdtempSync(join(tmpdir(), 'service-statements-'));
  t.after(() => rmSync(docs, { recursive: true }));
  writeFileSync(join(docs, 'page.mdx'), page);
  return checkServiceStatements({ ...project, root: docs, docs }).map(({ problem }) => problem);
}

test('a sentence about what a service does is found where nothing in its paragraph backs it', (t) => {
  const problems = problemsOf(t, 'All is well. SQS then deletes the message. Nobody knows.\n');
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /“SQS then deletes the message\.”/);
});

test('rows of tables and items of lists are looked at, too', (t) => {
  assert.equal(
    problemsOf(t, '- Lambda retries it.\n\n| a | b |\n| --- | --- |\n| SNS | SNS keeps it |\n').length,
    2,
  );
});

test('a fact, a run or a verdict in the paragraph backs it, and so does a claim beside it', (t) => {
  assert.deepEqual(problemsOf(t, 'SQS deletes it after <Fact id="x" />.\n'), []);
  assert.deepEqual(problemsOf(t, 'SQS deletes it.\n\n<Claim id="x" />\n'), []);
  assert.deepEqual(problemsOf(t, '<Claim id="x" />\n\nLambda retries it.\n'), []);
});

test('what others say, what repeats, and what only names a service are left alone', (t) => {
  const page =
    'We send it to SQS. AWS does not say how.\n\n<AverageAnswer>\n\n> SQS retries by itself.\n\n</AverageAnswer>\n\n<Recap>\n\n- SQS keeps it.\n\n</Recap>\n';
  assert.deepEqual(problemsOf(t, page), []);
});
