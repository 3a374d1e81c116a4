import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { CallError, TwoPartError } from '../../call-error.ts';
import { project } from '../../project.ts';

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

/** Leaves word of a lab that runs, readable for its owner alone; gives the file. */
export function writeKept(kept: KeptLab, folder = keptFolder): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${kept.lab}-${new URL(kept.control.url).port}.json`);
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  return file;
}

/**
 * The lab that runs: the one that `KEPT_LAB` names, else the only one. Word of a lab whose process is gone is taken away.
 * None or several is a CallError.
 */
export function findKept(folder = keptFolder, env: NodeJS.ProcessEnv = process.env): KeptLab {
  const named = env[keptVariable];
  if (named !== undefined) {
    const kept = readKept(named);
    if (kept) return kept;
    throw new TwoPartError(
      'The lab whose addresses this terminal has is not running any more.',
      'Start it again with `npm run lab <lab> -- --keep`, and take over its new addresses.',
    );
  }
  const [kept, ...others] = filesIn(folder).flatMap((file) => readKept(file) ?? []);
  if (!kept) throw new CallError('No lab is running.', 'Start one: `npm run lab two-paths -- --keep`.');
  if (others.length > 0)
    throw new CallError(
      `Several labs are running: ${[kept, ...others].map(({ lab }) => lab).join(', ')}.`,
      'Take over the addresses of the one that you mean, as it says when it starts.',
    );
  return kept;
}

const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
};

function readKept(file: string): KeptLab | undefined {
  try {
    const kept = v.parse(keptSchema, JSON.parse(readFileSync(file, 'utf8')));
    if (isRunning(kept.pid)) return kept;
  } catch {
    // Not there, or not whole: it tells of nothing that runs.
  }
  rmSync(file, { force: true });
  return undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
