import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BackedDesignPoint } from './design-interview.ts';
import { emptyDrawing } from './drawing.ts';
import { readDrawing } from './drawing-text.ts';
import { judgedPoints } from './judged.ts';
import { designMarkdown } from './markdown.ts';

const rubric: BackedDesignPoint[] = [
  { level: 'must', point: 'It waits.', why: 'So.', drawn: [{ has: 'queue' }, { has: 'topic' }] },
  { level: 'strong', point: 'It is *said*.', why: 'So.' },
];
const design = {
  id: 'design/shop',
  title: 'A shop',
  prompt: 'Design a shop.',
  phases: [{ name: 'Requirements', minutes: 45, says: ['Ask.'], answers: [], task: 'Ask.' }],
};

test('as Markdown it holds the drawing, what it has, the notes, and no markup of the reader', () => {
  const { drawing } = readDrawing('Queue: <b>\nFunction: work\n<b> -> work');
  const text = designMarkdown({
    design,
    drawing,
    points: judgedPoints(rubric, drawing, [null, 'said']),
    notes: [{ name: 'Requirements', text: 'How *many*?' }],
    seconds: 95,
    siteUrl: 'https://site.example',
  });
  assert.match(text, /^# A shop\n/);
  assert.match(text, /Time 1:35 of 45:00; reached: junior, by the drawing and own judgement\./);
  assert.match(text, /\n {4}Queue: <b>\n {4}Function: work\n {4}<b> -> work\n/);
  assert.match(text, /## Requirements\n\n> How \\\*many\\\*\?/);
  assert.match(
    text,
    /- \[ \] \*\*must\*\* It waits\. \(partly\)\n {2}- Drawn: queue \\<b\\>\.\n {2}- Not drawn: a topic\./,
  );
  assert.match(text, /- \[x\] \*\*strong\*\* It is \\\*said\\\*\. \(said\)/);
  assert.match(text, /\(https:\/\/site\.example\/mock\/\?design=shop\)/);
});

test('what is drawn in another way than the rubric looks for is told apart', () => {
  const text = designMarkdown({
    design,
    drawing: emptyDrawing,
    points: judgedPoints(rubric, emptyDrawing, ['said', 'partly']),
    notes: [],
    seconds: 0,
    siteUrl: 'https://site.example',
  });
  assert.match(
    text,
    /- \[x\] \*\*must\*\* It waits\. \(said, drawn in another way\)\n {2}- Not drawn: a queue\./,
  );
});

test('what nobody has ticked is said, and an empty board too', () => {
  const { drawing } = readDrawing('');
  const text = designMarkdown({
    design,
    drawing,
    points: judgedPoints(rubric, drawing, []),
    notes: [],
    seconds: 0,
    siteUrl: 'https://site.example',
  });
  assert.match(text, /1 points? not ticked/);
  assert.match(text, / {4}Nothing is drawn\./);
  assert.match(text, /- \[ \] \*\*strong\*\* .* \(not ticked\)/);
});
