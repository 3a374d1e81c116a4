import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folder that is `/var/task` on AWS. */
export interface CodeLocation {
  directory: string;
}

const placed: string[] = [];

/**
 * Puts inline code (`ZipFile`) where a handler is loaded from: a file `index.js` in a folder of its own, removed when
 * this process ends.
 */
export const placeInlineCode = (source: string): CodeLocation => placeFiles({ 'index.js': source });

/** As `placeInlineCode`, for the files of a deployment package by their paths in it. */
export function placeFiles(files: Record<string, string | Uint8Array>): CodeLocation {
  const directory = mkdtempSync(join(tmpdir(), 'inline-function-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  if (placed.length === 0) {
    process.once('exit', () => {
      for (const each of placed) rmSync(each, { recursive: true, force: true });
    });
  }
  placed.push(directory);
  return { directory };
}
