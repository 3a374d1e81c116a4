import { createHash } from 'node:crypto';

/** Ids in Anki are times in milliseconds; ours lie in a span of 115 days that starts here (14 November 2023). */
const firstId = 1_700_000_000_000;
const span = 10_000_000_000;

/** Gives each name an id that stays the same from build to build, and no two names the same. */
export class StableIds {
  readonly #taken = new Set<number>();

  of(name: string): number {
    let id = firstId + (Number.parseInt(digest(name).slice(0, 12), 16) % span);
    while (this.#taken.has(id)) id += 1;
    this.#taken.add(id);
    return id;
  }
}

/** What makes a note the same note when a newer package is imported. */
export function guidOf(name: string): string {
  return createHash('sha256').update(`200-or-202/${name}`).digest('base64url').slice(0, 16);
}

/** Anki's checksum of a note's first field, by which it finds duplicates. */
export function checksumOf(firstField: string): number {
  return Number.parseInt(createHash('sha1').update(firstField).digest('hex').slice(0, 8), 16);
}

function digest(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}
