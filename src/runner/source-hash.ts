import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ExperimentFile, Lab } from './labs.ts';

/**
 * SHA-256 of what a recorded run depends on: the lab's stack and handlers, its stand-in, the experiment with its folder,
 * and what the lab's experiments share (`experiments/shared/`).
 */
export function experimentSourceHash({ lab, name, path }: ExperimentFile): string {
  const folders = [`experiments/${name}`, 'experiments/shared', 'stand-in'].map((each) =>
    join(lab.folder, each),
  );
  return hashFiles(lab.folder, [...deployedSources(lab), path, ...folders.flatMap(filesBelow)]);
}

/** Every file that becomes part of the deployed stack. */
export function deployedSources(lab: Lab): string[] {
  const folders = ['stack', 'handlers'].map((each) => join(lab.folder, each));
  return [join(lab.folder, 'stack.ts'), ...folders.flatMap(filesBelow)];
}

/** SHA-256 of files by path and text; line endings and space at the end of lines do not count. */
export function hashFiles(base: string, files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    const text = readFileSync(file, 'utf8').replace(/[ \t\r]+$/gm, '');
    hash.update(`${relative(base, file).split(sep).join('/')}\0${text}\0`);
  }
  return hash.digest('hex');
}

/** SHA-256 of texts, each told apart from the next. */
export const hashText = (...texts: string[]): string =>
  createHash('sha256').update(texts.join('\0')).digest('hex');

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.includes('.test.'))
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile());
}
