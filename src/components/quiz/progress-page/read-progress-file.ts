import { type Additions, additions } from '#content/progress/additions.ts';
import { parseProgress } from '#content/progress/parse.ts';
import { limits, type Progress } from '#content/progress/record.ts';

/** What a file holds and would add to `record`, or why it is refused. */
export type FileRead =
  | { ok: true; record: Progress; adds: Additions }
  | { ok: false; problem: string; remedy: string };

/** Reads a file that a reader has chosen; a large one is refused before it is read. */
export async function readProgressFile(file: File, record: Progress): Promise<FileRead> {
  // A character has at most four bytes.
  const text =
    file.size > limits.fileCharacters * 4 ? ' '.repeat(limits.fileCharacters + 1) : await file.text();
  const parsed = parseProgress(text);
  if (!parsed.ok) return parsed;
  const adds = additions(record, parsed.record);
  if (record.reviews.length + adds.reviews > limits.reviews) {
    return {
      ok: false,
      problem: `Together there would be more than ${limits.reviews} answers.`,
      remedy: 'Save what is here as a file, wipe it, and take in the other file.',
    };
  }
  return { ok: true, record: parsed.record, adds };
}
