import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TakeAwayCard } from '#content/take-away.ts';
import { checksumOf, guidOf, StableIds } from './ids.ts';
import { fieldsOf, noteType } from './note-type.ts';
import { collectionSettings, deck, deckName, deckOptions } from './settings.ts';
import { collectionTables } from './tables.ts';

/** Seconds: when the collection began, and the time of a note of revision 0. The same in every build. */
const begin = 1_700_000_000;

/** An Anki collection (schema 11) with a note and a card per question, as the bytes of its SQLite file. */
export function ankiCollection(cards: readonly TakeAwayCard[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'anki-'));
  try {
    const file = join(folder, 'collection.anki2');
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA page_size = 4096; ${collectionTables} BEGIN;`);
    fill(database, cards);
    database.exec('COMMIT; VACUUM;');
    database.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fill(database: DatabaseSync, cards: readonly TakeAwayCard[]): void {
  const ids = new StableIds();
  const noteTypeId = ids.of('note type');
  const names = ['200 or 202', ...new Set(cards.map(deckName))];
  const deckIds = new Map(names.map((name) => [name, ids.of(`deck ${name}`)]));
  const rootDeck = deckIds.get('200 or 202') ?? 1;
  const decks = [deck(1, 'Default', begin), ...[...deckIds].map(([name, id]) => deck(id, name, begin))];
  database
    .prepare('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)')
    .run(
      begin,
      begin * 1000,
      begin * 1000,
      JSON.stringify(collectionSettings(rootDeck, noteTypeId, cards.length)),
      JSON.stringify({ [noteTypeId]: noteType(noteTypeId, begin, rootDeck) }),
      JSON.stringify(Object.fromEntries(decks.map((each) => [each.id, each]))),
      JSON.stringify({ 1: deckOptions(begin) }),
      '{}',
    );
  const addNote = database.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')");
  const addCard = database.prepare(
    "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
  );
  cards.forEach((card, index) => {
    const noteId = ids.of(`note ${card.id}`);
    // Anki replaces a note on import when the package's one is newer: a revision counts as a day.
    const modified = begin + card.revision * 86_400;
    const fields = fieldsOf(card);
    addNote.run(
      noteId,
      guidOf(card.id),
      noteTypeId,
      modified,
      ` ${tagOf(card)} `,
      fields.join('\x1f'),
      card.prompt,
      checksumOf(card.prompt),
    );
    addCard.run(
      ids.of(`card ${card.id}`),
      noteId,
      deckIds.get(deckName(card)) ?? rootDeck,
      modified,
      index + 1,
    );
  });
}

function tagOf({ id }: TakeAwayCard): string {
  return `200-or-202::${id.split('/')[0]}`;
}
