import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../../kept-files.ts';
import { project } from '../../project.ts';
import { isGoingOn, saysThatItGoesOn } from '../going-on.ts';

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
const fileOf = (run: string, runs: string) => join(folderOf(runs), `${run}.json`);

export const keepNote = (note: RunNote, runs = project.runs): void =>
  replaceFile(fileOf(note.run, runs), `${JSON.stringify(note)}\n`);

/** Forgets a run of which nothing is left. */
export const dropNote = (run: string, runs = project.runs): void =>
  rmSync(fileOf(run, runs), { force: true });

/** Says that a run of which there is a note goes on, until the answer is called. */
export const runGoesOn = (run: string, runs = project.runs): (() => void) =>
  saysThatItGoesOn(fileOf(run, runs));

/** The runs of which something may be left. */
export function notes(runs = project.runs): RunNote[] {
  const folder = folderOf(runs);
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
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

/** Whether a run still goes on: what another one left would pass for that of one that does, and stay. */
export const isUnderWay = ({ pid, run }: RunNote, runs = project.runs): boolean =>
  isGoingOn(fileOf(run, runs), pid);

/** The runs whose processes are still there. */
export const runsGoingOn = (): string[] =>
  notes()
    .filter((note) => isUnderWay(note))
    .map(({ run }) => run);
