import { type Additions, additions } from '#content/progress/additions.ts';
import { merge } from '#content/progress/merge.ts';
import { parseProgress } from '#content/progress/parse.ts';
import { limits, type Progress } from '#content/progress/record.ts';
import { readText, unreadable } from '../../read-text.ts';

/** What a file holds and would add to `record`, or why it is refused. */
export type FileRead =
  | { ok: true; record: Progress; adds: Additions }
  | { ok: false; problem: string; remedy: string };

const lists = [
  ['reviews', 'answers'],
  ['drafts', 'attempts at interview questions'],
  ['mocks', 'mock interviews'],
  ['marks', 'things read, run, predicted or noted'],
] as const;

/** Reads a file that a reader has chosen; a large one is refused before it is read. */
export async function readProgressFile(file: File, record: Progress): Promise<FileRead> {
  // A character has at most four bytes.
  const text =
    file.size > limits.fileCharacters * 4 ? ' '.repeat(limits.fileCharacters + 1) : await readText(file);
  if (text === undefined) return { ok: false, ...unreadable };
  const parsed = parseProgress(text);
  if (!parsed.ok) return parsed;
  const together = merge(record, parsed.record);
  for (const [list, what] of lists) {
    if (together[list].length <= limits[list]) continue;
    return {
      ok: false,
      problem: `Together there would be more than ${limits[list]} ${what}.`,
      remedy: 'Save what is here as a file, delete it, and take in the other file.',
    };
  }
  return { ok: true, record: parsed.record, adds: additions(record, parsed.record) };
}
