import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Edit, RegionEdit } from '#content/repair.ts';
import { TwoPartError } from '../call-error.ts';
import type { Lab } from '../labs.ts';
import { project } from '../project.ts';
import { deployedSources, hashFiles } from '../source-hash.ts';
import type { RepairFile } from './find-repairs.ts';

/** Where a learner mends a repair. */
export const workFolder = (name: string, runs = project.runs): string => join(runs, 'repair', name);

/** What an editor needs to read the files as the project does. */
const editorSettings = (folder: string) => ({
  extends: join(relative(folder, project.root), 'tsconfig.json').replaceAll('\\', '/'),
  include: ['.'],
  exclude: [],
});

/** Writes the broken pipeline into `folder`, which must not be there yet, with edits on top of what is broken. */
export function deliver(file: RepairFile, folder: string, edits: readonly Edit[] = []): void {
  // Under another name until it is whole: one that was interrupted must not look like somebody's work.
  const draft = `${folder}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  try {
    writeDraft(file, draft, edits);
    writeFileSync(join(draft, 'tsconfig.json'), `${JSON.stringify(editorSettings(folder), null, 2)}\n`);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

function writeDraft({ lab, repair }: RepairFile, draft: string, edits: readonly Edit[]): void {
  for (const source of deployedSources(lab)) {
    const file = relative(lab.folder, source);
    if (repair.leavesOut.includes(file)) continue;
    mkdirSync(dirname(join(draft, file)), { recursive: true });
    cpSync(source, join(draft, file));
  }
  for (const edit of repair.breaks) apply(draft, edit);
  for (const path of deployedSources(asLab(lab, draft)))
    writeFileSync(path, withoutMarks(readFileSync(path, 'utf8')));
  for (const edit of edits) apply(draft, edit);
}

/** Puts `replace` in the place of what is named, which has to be in the file exactly once. */
function apply(folder: string, edit: Edit | RegionEdit): void {
  const path = join(folder, edit.file);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const find = 'find' in edit ? edit.find : regionIn(text, edit.region);
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new TwoPartError(
      `${edit.file} contains ${parts.length - 1} times what is to be changed: ${find.trim().split('\n')[0]}`,
      'Name a text in repair.yaml that is in it once.',
    );
  writeFileSync(path, parts.join(edit.replace));
}

/** A region of a file from the line of its first mark to that of its last; its name where there is none. */
function regionIn(text: string, name: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const to = lines.findIndex((line) => line.trim() === `// #endregion ${name}`);
  return from === -1 || to === -1 ? `// #region ${name}` : `${lines.slice(from, to + 1).join('\n')}\n`;
}

/** The marks are for the pages that show a part of a file. */
const withoutMarks = (text: string) => text.replace(/^[ \t]*\/\/ #(?:end)?region .*\n/gm, '');

/** The learner's folder as a lab that can be deployed. */
export const asLab = (lab: Lab, folder: string): Lab => ({ name: lab.name, folder, experiments: [] });

/** What stands in the learner's files: changes with every edit that could change the verdict. */
export function workHash(lab: Lab, folder: string): string {
  if (!existsSync(join(folder, 'stack.ts')))
    throw new TwoPartError(
      `${relative(project.root, folder)} has no stack.ts.`,
      'Put it back, or begin anew with --reset: your files are set aside.',
    );
  return hashFiles(folder, deployedSources(asLab(lab, folder)));
}

/** Sets the learner's folder aside under a name that is free, and gives that; undefined when there is no folder. */
export function setAside(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  let count = 1;
  while (existsSync(`${folder}.before-${count}`)) count += 1;
  renameSync(folder, `${folder}.before-${count}`);
  return `${folder}.before-${count}`;
}
