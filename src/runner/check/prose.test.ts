import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { checkProse } from './prose.ts';

/** What the law finds in a lesson with this body, which begins in line 5. */
function findings(t: TestContext, body: string) {
  const root = mkdtempSync(join(tmpdir(), 'prose-'));
  t.after(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, 'index.mdx'), `---\ntitle: 12 orders in 30 s\n---\n\n${body}\n`);
  return checkProse({ ...project, root, docs: root }).map(({ where, problem }) => ({
    where: where.slice(root.length + 1),
    problem,
  }));
}

const typed: [what: string, body: string, line: number, text: string][] = [
  ['a paragraph', 'First line\nand 35 ms in the second.', 6, '35 ms'],
  ['a heading', '## After 4 days', 5, '4 days'],
  ['a list', '- one\n- waits 20 seconds', 6, '20 seconds'],
  ['a table', '| a | b |\n|---|---|\n| x | 10,000 |', 7, '10,000'],
  ['emphasis', 'It is **99.9 %** of them.', 5, '99.9'],
  ['the text of a link', '[5 minutes](/x/)', 5, '5 minutes'],
  ['an element with a body', '<Hook>\nIt took 3 s.\n</Hook>', 6, '3 s'],
  ['an admonition', ':::note\n\nIt took 3 s.\n\n:::', 7, '3 s'],
];
for (const [what, body, line, text] of typed) {
  test(`a quantity in ${what} is found with file, line and text`, (t) => {
    assert.deepEqual(findings(t, body), [
      { where: `index.mdx:${line}`, problem: `“${text}” is typed into the prose.` },
    ]);
  });
}

const fine: [what: string, body: string][] = [
  ['front matter', 'Words.'],
  ['inline code', 'Set `maxReceiveCount: 5` and `30 s`.'],
  ['a block of code', '```sh\nsleep 30\n```'],
  ['<Assumed>', 'Say <Assumed>200 orders per second</Assumed> arrive.'],
  ['an attribute', '<Measured experiment="a/b" variant="c5" metric="replyMsP50" />'],
  ['the address of a link', '[here](/x/10-seconds/)'],
  ['an expression', '{/* 30 s */}'],
];
for (const [what, body] of fine) {
  test(`a quantity in ${what} may stand there`, (t) => assert.deepEqual(findings(t, body), []));
}

test('a page that is no MDX is a finding, not a crash', (t) => {
  assert.match(findings(t, '<Hook>')[0]?.problem ?? '', /no MDX/);
});
