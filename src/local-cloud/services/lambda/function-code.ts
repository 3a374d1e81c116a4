import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder that is `/var/task` on AWS. */
export interface CodeLocation {
  directory: string;
}

const placed: string[] = [];

/**
 * Puts inline code (`ZipFile`) where a handler is loaded from: a file `index.js` in a folder of its own, removed when
 * this process ends.
 */
export function placeInlineCode(source: string): CodeLocation {
  const directory = mkdtempSync(join(tmpdir(), 'inline-function-'));
  writeFileSync(join(directory, 'index.js'), source);
  if (placed.length === 0) {
    process.once('exit', () => {
      for (const each of placed) rmSync(each, { recursive: true, force: true });
    });
  }
  placed.push(directory);
  return { directory };
}
