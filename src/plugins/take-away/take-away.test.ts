import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { TakeAwayCard } from '#content/take-away.ts';
import { ankiPackage } from './anki/package.ts';
import { csvOf } from './csv.ts';
import { takeAwayCards } from './take-away-cards.ts';

const hostile = '<script>alert(1)</script> & "quotes"';
const cards: TakeAwayCard[] = [
  {
    id: 'queue/backlog/hostile',
    revision: 3,
    kind: 'Estimate',
    partLabel: 'Part 3 :: Put a queue in front',
    title: hostile,
    url: 'https://site.example/questions/queue/backlog/hostile/',
    prompt: hostile,
    choices: [hostile],
    answerHtml: '<p>42</p>',
    reasons: [{ heading: hostile, text: '=1+1' }],
    figure: { name: 'chart.svg', svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', description: hostile },
  },
];
const logo = '<svg xmlns="http://www.w3.org/2000/svg"><title>logo</title></svg>';

interface Row {
  [column: string]: string | number;
}

/** What is in a package: its files, and the rows of its database. */
function open(bytes: Uint8Array, t: TestContext) {
  const files = unzipSync(bytes);
  const folder = mkdtempSync(join(tmpdir(), 'apkg-'));
  const file = join(folder, 'collection.anki2');
  writeFileSync(file, files['collection.anki2'] ?? new Uint8Array());
  const database = new DatabaseSync(file, { readOnly: true });
  t.after(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  const all = (sql: string) => database.prepare(sql).all() as Row[];
  const media: Record<string, string> = JSON.parse(strFromU8(files.media ?? new Uint8Array()));
  return { files, media, all, col: all('SELECT * FROM col')[0] as Row };
}

test('the package of the whole site has a note and a card per question, and no broken reference', async (t) => {
  const site = await takeAwayCards(process.cwd(), 'https://site.example');
  const { files, media, all, col } = open(ankiPackage(site, logo), t);
  assert.equal(col.ver, 11);
  assert.equal(all('PRAGMA integrity_check')[0]?.integrity_check, 'ok');
  const notes = all('SELECT * FROM notes');
  assert.equal(notes.length, site.length);
  assert.equal(new Set(notes.map(({ guid }) => guid)).size, site.length);
  assert.equal(all('SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid').length, site.length);

  const decks = JSON.parse(String(col.decks));
  const models = JSON.parse(String(col.models));
  for (const { did } of all('SELECT did FROM cards')) assert.ok(decks[String(did)], `deck ${did}`);
  for (const { mid, flds } of notes) {
    assert.equal(String(flds).split('\x1f').length, models[String(mid)]?.flds.length);
  }
  const names = Object.values(media);
  const shown = [String(col.models), ...notes.map(({ flds }) => String(flds))].flatMap((html) =>
    [...html.matchAll(/<img src=\\?"([^"\\]+)/g)].map(([, name]) => name),
  );
  assert.ok(shown.length > 0);
  for (const name of shown) assert.ok(names.includes(name ?? ''), `media ${name}`);
  for (const index of Object.keys(media)) assert.match(strFromU8(files[index] ?? new Uint8Array()), /^<svg/);
});

test('texts are escaped, and a deck keeps its name whatever is in it', (t) => {
  const { all, col, media } = open(ankiPackage(cards, logo), t);
  const [note] = all('SELECT flds FROM notes');
  assert.ok(!String(note?.flds).includes('<script'));
  assert.match(String(note?.flds), /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;quotes&quot;/);
  assert.match(String(col.decks), /"200 or 202::Part 3 : Put a queue in front"/);
  assert.ok(Object.values(media).includes('chart.svg'));
});

test('the same questions give the same bytes, in any order the same notes; a revision makes a note newer', (t) => {
  const [card] = cards as [TakeAwayCard];
  const other = { ...card, id: 'queue/backlog/other', prompt: 'Other' };
  assert.deepEqual(ankiPackage(cards, logo), ankiPackage(structuredClone(cards), logo));
  const ids = (each: TakeAwayCard[]) =>
    open(ankiPackage(each, logo), t).all('SELECT id, guid, mod FROM notes ORDER BY guid');
  assert.deepEqual(ids([card, other]), ids([other, card]));
  const [before] = ids([card]);
  const [after] = ids([{ ...card, revision: 4 }]);
  assert.equal(after?.guid, before?.guid);
  assert.ok(Number(after?.mod) > Number(before?.mod));
});

test('CSV is quoted, and nothing in it is a formula', () => {
  const csv = csvOf([{ ...(cards[0] as TakeAwayCard), prompt: '=HYPERLINK("x")' }]);
  assert.match(csv, /^\ufeffid,kind,part,/);
  assert.match(csv, /"'=HYPERLINK\(""x""\)"/);
  assert.equal(csv.trimEnd().split('\r\n').length, 2);
});
