/** The text of a file that a reader has chosen; undefined where it cannot be read, as of a folder, or of a file that is gone. */
export async function readText(file: Blob): Promise<string | undefined> {
  try {
    return await file.text();
  } catch {
    return undefined;
  }
}

/** What to say of a file when the code that reads it did not come. */
export const unfetched = {
  problem: 'What reads it could not be fetched.',
  remedy: 'Choose it again when you are online.',
};

/** What to say of a file that cannot be read. */
export const unreadable = {
  problem: 'The browser could not read it.',
  remedy: 'Choose a file, no folder, that is still in its place.',
};
