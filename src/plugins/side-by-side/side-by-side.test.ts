import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { smallProject } from '../ledger/testing.ts';
import { groundReader } from './grounds.ts';
import { checkedFiles, readPages } from './pages.ts';
import { designRubricsHtml, rubricsHtml } from './rubrics-html.ts';
import { sentencesHtml } from './sentences-html.ts';

test('a claim shows what decided it and what it does not show; a card its verdict', (t) => {
  const { root } = smallProject(t);
  const html = sentencesHtml(checkedFiles(root), groundReader(root));
  assert.match(html, /Claim two-paths\/first-order\/queued-is-not-sooner/);
  assert.match(html, /<li>Not shown: /);
  assert.match(html, /Verdict on 002\/s1/);
});

test('a number shows what every repetition gave', (t) => {
  const { root } = smallProject(t);
  const { says } = groundReader(root)({
    element: 'Measured',
    attributes: { experiment: 'two-paths/first-order', variant: 'sync', metric: 'accepted' },
  });
  const [, repetitions] = says.find(([heading]) => heading === 'All repetitions') ?? [];
  assert.equal(repetitions?.split(' · ').length, 3);
});

test('a point of a rubric stands beside its backing, and one without says so', (t) => {
  const { root, edit } = smallProject(t);
  const point = (text: string, more = '') => `{ level: must, point: ${text}, why: So it is.${more} }`;
  edit(root, 'docs/interview/why.mdx', () =>
    [
      '---',
      'kind: open',
      'revision: 1',
      'group: conceptual',
      'prompt: Why?',
      'concepts: [a]',
      'targetSeconds: 60',
      `rubric: [${point('It waits', ', backing: { fact: retention }')}]`,
      `followUps: [${[1, 2].map((n) => `{ prompt: And ${n}, rubric: [${point('More')}] }`).join(', ')}]`,
      'expectations: { junior: a, mid: b, senior: c }',
      '---',
      '',
    ].join('\n'),
  );
  const html = rubricsHtml(readPages(root), groundReader(root));
  assert.match(html, /It waits.*Fact retention.*how long it is kept: 4\sdays/s);
  assert.equal(html.match(/Nothing backs it/g)?.length, 2);
});

test('a point of a design interview stands beside its backing, and a note of its drawing too', () => {
  const root = join(import.meta.dirname, '../../..');
  const html = designRubricsHtml(root, groundReader(root));
  assert.match(html, /docs\/interview\/designs\/order-processing\.yaml/);
  assert.match(
    html,
    /The event comes from the table itself.*Claim food-order\/row-and-event\/one-write-loses-nothing/s,
  );
  assert.match(html, /Its drawing.*Nobody orchestrates the mail.*Claim sns-fan-out/s);
});
