import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts `text` in the place of what a file holds. Whoever reads it meanwhile reads the old text or the new one, also when
 * several processes write it, and whoever is interrupted, or finds the disk full, keeps the old one.
 */
export function replaceFile(path: string, text: string, mode = 0o666): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  try {
    writeFileSync(draft, text, { mode });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * What `parse` makes of a file; undefined when there is none. One that it throws for, half written or of another version,
 * is set aside, and `onBroken` hears where. Throws what the system says of a file that cannot be read.
 */
export function readOrSetAside<T>(
  path: string,
  parse: (text: string) => T,
  onBroken: (aside: string) => void,
): T | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch {
    const aside = `${path}.broken`;
    renameSync(path, aside);
    onBroken(aside);
    return undefined;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ENOENT') return undefined;
    // A folder is opened like a file, and fails without its name when it is read.
    throw 'path' in error ? error : Object.assign(error, { path, message: `${error.message} '${path}'` });
  }
}
