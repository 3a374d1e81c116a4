import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { retiredCards } from '../../plugins/questions/retired-cards.ts';
import { project } from '../project.ts';
import { checkAnswerKeys } from './answer-keys.ts';
import type { Content, Finding } from './finding.ts';
import { checkQuestionCounts } from './question-counts.ts';
import { checkQuestions } from './questions.ts';

/** The real labs, facts, statements and concepts, with these files as docs. */
function content(t: TestContext, files: Record<string, string>): Content {
  const docs = mkdtempSync(join(tmpdir(), 'questions-'));
  t.after(() => rmSync(docs, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(docs, dirname(path)), { recursive: true });
    writeFileSync(join(docs, path), text);
  }
  return { ...project, docs };
}

function only(findings: Finding[]): Finding {
  assert.equal(findings.length, 1, JSON.stringify(findings));
  return findings[0] as Finding;
}

const common = `revision: 1
prompt: What is a 202?
concepts: [result-or-receipt]
`;
const chooseOne = `kind: choose-one
${common}options:
  - { text: A receipt, correct: true, feedback: Right. }
  - { text: A result, feedback: No. }
  - { text: An error, feedback: No. }
`;
const chooseMany = `${chooseOne.replace('choose-one', 'choose-many')}  - { text: A promise, correct: true, feedback: Yes. }\n`;
const order = `kind: order
${common}steps:
  - { text: One, feedback: First. }
  - { text: Two, feedback: Second. }
  - { text: Three, feedback: Third. }
  - { text: Four, feedback: Fourth. }
`;
const estimate = `kind: estimate
${common}experiment: two-paths/first-order
variant: sync
metric: replyMsP50
tolerance: 1.5
feedback: It is the work.
`;
const mythOrFact = `kind: myth-or-fact
${common}statement: 002/s10
feedback: Because.
`;
const rubric = '[{ level: must, point: It is a receipt., why: The work is not done. }]';
const open = `---
kind: open
group: conceptual
${common}targetSeconds: 90
rubric: ${rubric}
followUps:
  - { prompt: And then?, rubric: ${rubric} }
  - { prompt: And if it fails?, rubric: ${rubric} }
expectations: { junior: Says it., mid: Explains it., senior: Bounds it. }
---
`;
const backed = (backing: string) =>
  open.replace('done. }]\nfollow', `done., backing: { ${backing} } }]\nfollow`);

for (const [kind, text] of Object.entries({ chooseOne, chooseMany, order, estimate, mythOrFact })) {
  test(`${kind} as it should be`, (t) => {
    assert.deepEqual(checkQuestions(content(t, { 'part/lesson/questions/a.yaml': text })), []);
  });
}

const wrongCards: [what: string, text: string, problem: RegExp, remedy: RegExp][] = [
  [
    'two right options',
    chooseOne.replace('A result,', 'A result, correct: true,'),
    /exactly one option/,
    /choose-many/,
  ],
  [
    'an option without feedback',
    chooseOne.replace(', feedback: No. }', ' }'),
    /options\.1\.feedback/,
    /tempting and wrong/,
  ],
  [
    'all options right',
    chooseMany.replaceAll(', feedback: No.', ', correct: true, feedback: No.'),
    /and one without/,
    /src\/content\/question/,
  ],
  [
    'two options only',
    chooseOne.replace(/ {2}- \{ text: An error.*\n/, ''),
    /at least three options/,
    /really make/,
  ],
  ['two equal steps', order.replace('text: Two', 'text: One'), /texts differ/, /src\/content\/question/],
  ['a tolerance below 1', estimate.replace('1.5', '0.5'), /tolerance/, /factor/],
  ['an unknown kind', chooseOne.replace('choose-one', 'guess'), /kind/, /choose-one, choose-many/],
  ['no YAML', 'kind: [', /not YAML/, /Mend/],
  [
    'an unknown concept',
    chooseOne.replace('result-or-receipt', 'result-or-reciept'),
    /concept result-or-reciept/,
    /result-or-receipt.*concepts\.yaml/,
  ],
  [
    'an experiment that is none',
    estimate.replace('first-order', 'no-such-run'),
    /two-paths\/no-such-run/,
    /--record/,
  ],
  [
    'a variant that is none',
    estimate.replace('variant: sync', 'variant: snyc'),
    /variant snyc/,
    /Did you mean sync\?/,
  ],
  ['a metric that is none', estimate.replace('replyMsP50', 'replyMsP51'), /metric replyMsP51/, /replyMsP50/],
  [
    'a statement that is none',
    mythOrFact.replace('002/s10', '002/s99'),
    /statement 002\/s99/,
    /src\/content\/statements/,
  ],
];

for (const [what, text, problem, remedy] of wrongCards) {
  test(`a card with ${what} is found, and the message teaches`, (t) => {
    const given = content(t, { 'part/lesson/questions/a.yaml': text });
    const finding = only(checkQuestions(given));
    assert.equal(finding.where, join(given.docs, 'part/lesson/questions/a.yaml'));
    assert.match(finding.problem, problem);
    assert.match(finding.remedy, remedy);
  });
}

const wrongOpen: [what: string, text: string, problem: RegExp, remedy: RegExp][] = [
  ['no rubric', open.replace(/^rubric:.*\n/m, ''), /rubric/, /src\/content\/question/],
  [
    'a rubric without a must',
    open.replace('level: must', 'level: strong'),
    /at least one point/,
    /cannot do without/,
  ],
  ['a fact that is none', backed('fact: sqs-no-such'), /fact sqs-no-such/, /src\/content\/facts/],
  [
    'a claim that is none',
    backed('experiment: two-paths/first-order, claim: nope'),
    /claim nope/,
    /first-order/,
  ],
];

for (const [what, text, problem, remedy] of wrongOpen) {
  test(`an open question with ${what} is found, and the message teaches`, (t) => {
    const finding = only(checkQuestions(content(t, { 'interview/a.mdx': text, 'interview/index.mdx': '' })));
    assert.match(finding.problem, problem);
    assert.match(finding.remedy, remedy);
  });
}

test('a question that is asked twice', (t) => {
  const other = order.replace('What is a 202?', 'What is a 201?');
  const sameId = content(t, {
    'part/lesson/questions/a.yaml': chooseOne,
    'part/lesson/questions/a.yml': other,
  });
  assert.match(only(checkQuestions(sameId)).problem, /same id as part\/lesson\/questions\/a\.yaml/);
  const samePrompt = content(t, {
    'part/lesson/questions/a.yaml': chooseOne,
    'part/lesson/questions/b.yaml': order,
  });
  assert.match(only(checkQuestions(samePrompt)).problem, /same prompt/);
});

const again: [what: string, card: string, problem: RegExp][] = [
  ['a statement', mythOrFact, /same statement to judge as part\/lesson\/questions\/a\.yaml/],
  ['a number', estimate, /same number to estimate/],
  ['choices, in another order,', chooseOne, /same choices/],
];

for (const [what, card, problem] of again) {
  test(`${what} that two cards ask for in other words`, (t) => {
    const [first = '', second = ''] = card.split(
      '  - { text: A receipt, correct: true, feedback: Right. }\n',
    );
    const moved = second && `${first}${second}  - { text: A receipt, correct: true, feedback: Right. }\n`;
    const given = content(t, {
      'part/lesson/questions/a.yaml': card,
      'part/lesson/questions/b.yaml': (moved || card).replace('What is a 202?', 'And a 202?'),
    });
    assert.match(only(checkQuestions(given)).problem, problem);
  });
}

test('a card with the id of a retired one', (t) => {
  const [retired = ''] = Object.keys(retiredCards);
  const [part, lesson, name] = retired.split('/');
  const given = content(t, { [`${part}/${lesson}/questions/${name}.yaml`]: order });
  assert.match(only(checkQuestions(given)).problem, /was retired/);
});

test('answers that are never right, too few true statements, and concepts that nobody asks about', (t) => {
  const card = (statement: string) => mythOrFact.replace('002/s10', statement);
  const given = content(t, {
    'part/lesson/questions/a.yaml': card('002/s10'),
    'part/lesson/questions/b.yaml': card('002/s6'),
  });
  const problems = checkAnswerKeys(given).map(({ problem }) => problem);
  assert.deepEqual(problems.slice(0, 3), [
    '“true” is offered on 2 cards and is the answer of none.',
    '“true under conditions” is offered on 2 cards and is the answer of none.',
    'Of 2 statements to judge 0 are true, fewer than a quarter.',
  ]);
  assert.match(problems[3] ?? '', /No question exercises the concept/);
  assert.deepEqual(checkAnswerKeys(project), []);
});

test('a lesson with fewer than six cards, and fewer than 120 cards or 17 open questions in all', (t) => {
  const cards = (lesson: string, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`part/${lesson}/questions/${index}.yaml`, '']),
    );
  const files = {
    'part/index.mdx': '',
    'part/poor/index.mdx': '',
    'part/rich/index.mdx': '',
    'interview/a.mdx': '',
    ...cards('poor', 5),
    ...cards('rich', 6),
  };
  const problems = checkQuestionCounts(content(t, files)).map(({ problem }) => problem);
  assert.deepEqual(problems, [
    'The lesson has 5 cards, fewer than 6.',
    'There are 11 recall cards in all, fewer than 120.',
    'There are 1 open questions in all, fewer than 17.',
  ]);
});
