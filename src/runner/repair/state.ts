import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Progress, repairStateSchema } from '#content/repair-state.ts';
import { readOrSetAside, replaceFile } from '../kept-files.ts';
import { project } from '../project.ts';

const pathIn = (runs: string) => join(runs, 'repair', 'state.json');

/** What is kept of all repairs. A file that does not say is set aside, and `warn` hears where. */
export const readState = (
  runs = project.runs,
  warn: (message: string) => void = console.error,
): Record<string, Progress> =>
  readOrSetAside(pathIn(runs), parsed, (aside) =>
    warn(`What was kept of your repairs cannot be read; it is now ${aside}. Your files are as they were.`),
  ) ?? {};

/** The same for who only looks: a file that cannot be read stays where it is, for the next `npm run repair` to tell of. */
export function lookAtState(runs = project.runs): Record<string, Progress> {
  try {
    return parsed(readFileSync(pathIn(runs), 'utf8'));
  } catch {
    return {};
  }
}

const parsed = (text: string) => v.parse(repairStateSchema, JSON.parse(text)).repairs;

/** Keeps what changed of one repair; undefined forgets it. */
export function keepProgress(
  name: string,
  change: Partial<Progress> | undefined,
  runs = project.runs,
): Progress | undefined {
  const { [name]: before, ...others } = readState(runs);
  const after = change && {
    startedAt: new Date().toISOString(),
    hints: 0,
    asked: 0,
    ...before,
    ...change,
  };
  const repairs = after ? { ...others, [name]: after } : others;
  replaceFile(pathIn(runs), `${JSON.stringify({ schemaVersion: 1, repairs }, null, 2)}\n`);
  return after;
}
