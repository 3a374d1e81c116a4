import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Evidence } from '#content/evidence.ts';
import { readOrSetAside, replaceFile } from '../kept-files.ts';
import type { ExperimentFile } from '../labs.ts';
import { project } from '../project.ts';
import { evidenceText } from './evidence.ts';

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

/** Where the result of the last run lies that came to its end: the same document as evidence, for the site to be shown. */
export const resultPath = (file: ExperimentFile, folder = project.runs): string =>
  join(folder, file.lab.name, `${file.name}.result.json`);

/** Keeps a run in the place of the one before. */
export function keepRun(file: ExperimentFile, run: KeptRun, folder = project.runs): void {
  replaceFile(pathOf(file, folder), `${JSON.stringify(run, null, 2)}\n`);
}

/** Keeps a result in the place of the one before. */
export function keepResult(file: ExperimentFile, evidence: Evidence, folder = project.runs): void {
  replaceFile(resultPath(file, folder), evidenceText(evidence));
}

/** The last run, if there is one. A file that does not say is set aside, and `warn` hears where. */
export const lastRun = (
  file: ExperimentFile,
  warn: (message: string) => void,
  folder = project.runs,
): KeptRun | undefined =>
  readOrSetAside(
    pathOf(file, folder),
    (text) => v.parse(runSchema, JSON.parse(text)),
    (aside) =>
      warn(
        `What was kept of your last run of ${file.lab.name}/${file.name} cannot be read; it is now ${aside}.`,
      ),
  );

/** Beside the runs lie somebody's own files, those of `npm run repair`, the games of `npm run incident`, and where something of a run may be left on AWS. */
const notRuns = ['aws', 'incident', 'repair'];

/** Forgets what is kept: of all runs, of a lab's, or of one experiment's. */
export function forgetRuns(of: { lab?: string; experiment?: string } = {}, folder = project.runs): void {
  if (of.lab === undefined) {
    const kept = existsSync(folder) ? readdirSync(folder) : [];
    for (const each of kept.filter((name) => !notRuns.includes(name)))
      rmSync(join(folder, each), { recursive: true, force: true });
    return;
  }
  const names = of.experiment ? [`${of.experiment}.json`, `${of.experiment}.result.json`] : [''];
  for (const name of names) rmSync(join(folder, of.lab, name), { recursive: true, force: true });
}
