import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { ExperimentFile } from '../labs.ts';
import { project } from '../project.ts';

const runSchema = v.object({
  schemaVersion: v.literal(1),
  at: v.pipe(v.string(), v.isoTimestamp()),
  seed: v.number(),
  predicted: v.record(v.string(), v.union([v.string(), v.number()])),
  /** `holds` is null where the machine was too busy to judge. */
  claims: v.array(v.object({ id: v.string(), holds: v.nullable(v.boolean()) })),
  /** It was begun and did not come to its end. */
  stopped: v.optional(v.literal(true)),
});

/** What is kept of the learner's last run of an experiment. */
export type KeptRun = v.InferOutput<typeof runSchema>;

const pathOf = (file: ExperimentFile, folder: string) => join(folder, file.lab.name, `${file.name}.json`);

/** Keeps a run in the place of the one before. */
export function keepRun(file: ExperimentFile, run: KeptRun, folder = project.runs): void {
  const path = pathOf(file, folder);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(run, null, 2)}\n`);
}

/** The last run, if there is one. A file that cannot be read is set aside, and `warn` hears where. */
export function lastRun(
  file: ExperimentFile,
  warn: (message: string) => void,
  folder = project.runs,
): KeptRun | undefined {
  const path = pathOf(file, folder);
  try {
    return v.parse(runSchema, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    renameSync(path, `${path}.broken`);
    warn(
      `What was kept of your last run of ${file.lab.name}/${file.name} cannot be read; it is now ${path}.broken.`,
    );
    return undefined;
  }
}

/** Somebody's own files lie beside the runs: those of `npm run repair`. */
const notRuns = ['repair'];

/** Forgets what is kept: of all runs, of a lab's, or of one experiment's. */
export function forgetRuns(of: { lab?: string; experiment?: string } = {}, folder = project.runs): void {
  if (of.lab === undefined) {
    const kept = existsSync(folder) ? readdirSync(folder) : [];
    for (const each of kept.filter((name) => !notRuns.includes(name)))
      rmSync(join(folder, each), { recursive: true, force: true });
    return;
  }
  const path = join(folder, of.lab, ...(of.experiment ? [`${of.experiment}.json`] : []));
  rmSync(path, { recursive: true, force: true });
}
