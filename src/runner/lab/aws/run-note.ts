import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { project } from '../../project.ts';

const noteSchema = v.object({
  run: v.string(),
  account: v.string(),
  region: v.string(),
  lab: v.string(),
  /** Of the process that runs it. */
  pid: v.number(),
});

/** Where a run creates something, written down before it does: who kills the run finds the Region again. */
export type RunNote = v.InferOutput<typeof noteSchema>;

const folderOf = (runs: string) => join(runs, 'aws');

export function keepNote(note: RunNote, runs = project.runs): void {
  mkdirSync(folderOf(runs), { recursive: true });
  writeFileSync(join(folderOf(runs), `${note.run}.json`), `${JSON.stringify(note)}\n`);
}

/** Forgets a run of which nothing is left. */
export const dropNote = (run: string, runs = project.runs): void =>
  rmSync(join(folderOf(runs), `${run}.json`), { force: true });

/** The runs of which something may be left. */
export function notes(runs = project.runs): RunNote[] {
  const folder = folderOf(runs);
  try {
    return readdirSync(folder).flatMap((name) => {
      const read = v.safeParse(noteSchema, parsed(readFileSync(join(folder, name), 'utf8')));
      return read.success ? [read.output] : [];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The process that runs it is still there. */
export function isGoingOn({ pid }: RunNote): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The runs whose processes are still there. */
export const runsGoingOn = (): string[] =>
  notes()
    .filter(isGoingOn)
    .map(({ run }) => run);
