import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { type Progress, repairStateSchema } from '#content/repair-state.ts';
import { project } from '../project.ts';

const pathIn = (runs: string) => join(runs, 'repair', 'state.json');

/** What is kept of all repairs. A file that cannot be read is set aside, and `warn` hears where. */
export function readState(
  runs = project.runs,
  warn: (message: string) => void = console.error,
): Record<string, Progress> {
  const path = pathIn(runs);
  try {
    return parsed(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    renameSync(path, `${path}.broken`);
    warn(
      `What was kept of your repairs cannot be read; it is now ${path}.broken. Your files are as they were.`,
    );
    return {};
  }
}

/** The same for who only looks: a file that cannot be read stays where it is, for the next `npm run repair` to tell of. */
export function lookAtState(runs = project.runs): Record<string, Progress> {
  try {
    return parsed(pathIn(runs));
  } catch {
    return {};
  }
}

const parsed = (path: string) => v.parse(repairStateSchema, JSON.parse(readFileSync(path, 'utf8'))).repairs;

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
  const path = pathIn(runs);
  mkdirSync(dirname(path), { recursive: true });
  // First beside it: whoever is interrupted in the middle keeps the old one.
  writeFileSync(`${path}.draft`, `${JSON.stringify({ schemaVersion: 1, repairs }, null, 2)}\n`);
  renameSync(`${path}.draft`, path);
  return after;
}
