import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { CallError, TwoPartError } from '../../call-error.ts';
import { replaceFile } from '../../kept-files.ts';
import { project } from '../../project.ts';
import { isThere } from './control.ts';

const keptSchema = v.object({
  lab: v.string(),
  pid: v.number(),
  /** Where its faults are injected, and the word that opens it. */
  control: v.object({ url: v.string(), token: v.string() }),
  endpoints: v.object({ dynamodb: v.string(), sqs: v.string() }),
});

/** A lab that runs until Ctrl-C, as another terminal finds it. */
export type KeptLab = v.InferOutput<typeof keptSchema>;

/** Where kept labs leave word of themselves. */
export const keptFolder = join(project.cache, 'kept');

/** Names the file of the lab that a terminal looks into; its addresses set it. */
export const keptVariable = 'KEPT_LAB';

/** What lies in the folder for one lab: word of it, and the files that another terminal takes its addresses from. */
export const filesOf = (word: string) => ({
  word,
  sh: word.replace(/json$/, 'sh'),
  ps1: word.replace(/json$/, 'ps1'),
});

/** Leaves word of a lab that runs, readable for its owner alone; gives the file. */
export function writeKept(kept: KeptLab, folder = keptFolder): string {
  const file = join(folder, `${kept.lab}-${new URL(kept.control.url).port}.json`);
  replaceFile(file, JSON.stringify(kept), 0o600);
  return file;
}

/** Where kept labs are looked for, and how it is asked whether one is there. */
interface Where {
  folder?: string;
  env?: NodeJS.ProcessEnv;
  isThere?: (kept: KeptLab['control']) => Promise<boolean>;
}

/**
 * The lab that runs: the one that `KEPT_LAB` names, else the only one. Each is asked first: where its process was killed,
 * another one may have its number and its port by now, and its word is taken away. None or several is a CallError.
 */
export async function findKept(where: Where = {}): Promise<KeptLab> {
  const { folder = keptFolder, env = process.env } = where;
  const named = env[keptVariable];
  if (named !== undefined) {
    const kept = await asked(named, where);
    if (kept) return kept;
    throw new TwoPartError(
      'The lab whose addresses this terminal has is not running any more.',
      'Start it again with `npm run lab <lab> -- --keep`, and take over its new addresses.',
    );
  }
  const found = await Promise.all(wordsIn(folder).map((word) => asked(word, where)));
  const [kept, ...others] = found.flatMap((each) => each ?? []);
  if (!kept) throw new CallError('No lab is running.', 'Start one: `npm run lab two-paths -- --keep`.');
  if (others.length > 0)
    throw new CallError(
      `Several labs are running: ${[kept, ...others].map(({ lab }) => lab).join(', ')}.`,
      'Take over the addresses of the one that you mean, as it says when it starts.',
    );
  return kept;
}

const wordsIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
};

/** The lab that a file tells of, if it is there. Only what tells of a lab that is gone is taken away: no other file is ours. */
async function asked(word: string, { isThere: ask = isThere }: Where): Promise<KeptLab | undefined> {
  const kept = readKept(word);
  if (!kept) return undefined;
  if (isRunning(kept.pid) && (await ask(kept.control))) return kept;
  for (const file of Object.values(filesOf(word))) rmSync(file, { force: true });
  return undefined;
}

function readKept(file: string): KeptLab | undefined {
  try {
    return v.parse(keptSchema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Not there, or not word of a lab.
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
