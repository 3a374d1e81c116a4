import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { project } from '../project.ts';

const timestamp = v.pipe(v.string(), v.isoTimestamp());
const progressSchema = v.object({
  startedAt: timestamp,
  /** How many hints were read. */
  hints: v.number(),
  /** How often the solution was asked for. */
  asked: v.number(),
  /** When a run showed for the first time that it is mended, and of which files. */
  mended: v.optional(v.object({ at: timestamp, hash: v.string() })),
  /** What the last run said. */
  last: v.optional(v.object({ at: timestamp, status: v.picklist(['mended', 'broken', 'not-judged']) })),
});
const stateSchema = v.object({ schemaVersion: v.literal(1), repairs: v.record(v.string(), progressSchema) });

/** How far a learner is with one repair. */
export type Progress = v.InferOutput<typeof progressSchema>;

const pathIn = (runs: string) => join(runs, 'repair', 'state.json');

/** What is kept of all repairs. A file that cannot be read is set aside, and `warn` hears where. */
export function readState(
  runs = project.runs,
  warn: (message: string) => void = console.error,
): Record<string, Progress> {
  const path = pathIn(runs);
  try {
    return v.parse(stateSchema, JSON.parse(readFileSync(path, 'utf8'))).repairs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    renameSync(path, `${path}.broken`);
    warn(
      `What was kept of your repairs cannot be read; it is now ${path}.broken. Your files are as they were.`,
    );
    return {};
  }
}

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
