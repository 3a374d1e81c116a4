import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { checkFactDates } from './fact-dates.ts';
import type { Content } from './finding.ts';
import { checkLengths } from './lengths.ts';
import { checkWords } from './words.ts';

/** Files in the place of docs, facts and statements, with the real list of words. */
function content(t: TestContext, files: Record<string, string>): Content {
  const root = mkdtempSync(join(tmpdir(), 'texts-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const folder of ['docs', 'facts', 'statements']) mkdirSync(join(root, folder));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const folder = (name: string) => join(root, name);
  return { ...project, root, docs: folder('docs'), facts: folder('facts'), statements: folder('statements') };
}

test('another word for a concept is found with its line, and not in code, names and addresses', (t) => {
  const page = 'Fine.\n\nMend the cause.\n\n`mend` [here](/failures/poison/#mend) <Claim id="a/b/mend" />\n';
  const findings = checkWords(content(t, { 'docs/part/lesson/index.mdx': page }));
  assert.deepEqual(
    findings.map(({ problem }) => problem),
    ['“Mend” stands for to make something work again.'],
  );
  assert.match(findings[0]?.where ?? '', /index\.mdx:3$/);
  assert.match(findings[0]?.remedy ?? '', /Write fix: src\/content\/words\.yaml/);
});

test('a lesson of more words than fit a sitting', (t) => {
  const [finding] = checkLengths(content(t, { 'docs/part/lesson/index.mdx': 'word '.repeat(1501) }));
  assert.match(finding?.problem ?? '', /1501 words, more than 1500/);
});

test('the statement of a claim, the value of a fact and a prompt are words of a lesson, too', (t) => {
  const page = `${'word '.repeat(1494)}\n\n<Fact id="sqs-delivery" />\n\n<Predict prompt="How many then?" />\n`;
  const fact = 'value: at least once\n';
  const files = { 'docs/part/lesson/index.mdx': page, 'facts/sqs-delivery.yaml': fact };
  assert.equal(checkLengths(content(t, files)).length, 0);
  const [finding] = checkLengths(
    content(t, {
      ...files,
      'docs/part/lesson/index.mdx': `word ${page}<Claim id="two-paths/first-order/reply-after-write" />\n`,
    }),
  );
  assert.match(finding?.problem ?? '', /1\d{3} words, more than 1500/);
});

test('an answer that takes longer to say than the interview gives it; a conceptual one has 75 seconds', (t) => {
  const answer = (group: string, words: number) =>
    `---\nkind: open\ngroup: ${group}\ntargetSeconds: 90\n---\n\n<GreatAnswer>\n\n> ${'word '.repeat(words)}\n\nNot said.\n\n</GreatAnswer>\n`;
  const findings = checkLengths(
    content(t, {
      'docs/interview/a.mdx': answer('conceptual', 170),
      'docs/interview/b.mdx': answer('scenario', 170),
      'docs/interview/c.mdx': answer('scenario', 200),
    }),
  );
  assert.deepEqual(
    findings.map(({ problem }) => problem),
    [
      'The great answer takes 78 seconds to say, more than 75.',
      'The great answer takes 92 seconds to say, more than 90.',
    ],
  );
});

test('a fact that was read more than six months before the newest one', (t) => {
  const [finding, ...others] = checkFactDates(
    content(t, {
      'facts/new.yaml': 'asOf: 2026-11-29\n',
      'facts/recent.yaml': 'asOf: 2026-05-29\n',
      'facts/old.yaml': 'asOf: 2026-05-28\n',
    }),
  );
  assert.deepEqual(others, []);
  assert.match(finding?.problem ?? '', /read on 2026-05-28/);
});
