import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type ExperimentFile, evidencePath, findExperiments, findLabs, loadExperiment } from '../labs.ts';
import { styleFor } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';
import { lastRun } from './run-store.ts';

const recordedSchema = v.object({ recordedAt: v.pipe(v.string(), v.isoTimestamp()) });

/** Prints all labs and experiments: the question, the age of the evidence, and the learner's last run. */
export async function listLabs(labsFolder: string): Promise<number> {
  const style = styleFor(process.stdout);
  const columns = Math.min(process.stdout.columns ?? 100, 100);
  const write = (line = '') => process.stdout.write(`${line}\n`);
  for (const lab of findLabs(labsFolder)) {
    for (const file of findExperiments(labsFolder, lab.name)) {
      const { question } = await loadExperiment(file);
      write();
      write(style('bold', `${lab.name}/${file.name}`));
      for (const line of wrap(question, columns - 2)) write(`  ${line}`);
      write(style('dim', `  ${evidenceAge(file)} · ${yourLastRun(file)}`));
    }
  }
  write();
  write('Run one: npm run lab <lab>[/<experiment>]');
  return 0;
}

function evidenceAge(file: ExperimentFile): string {
  const path = evidencePath(file);
  if (!existsSync(path)) return 'no evidence recorded';
  const recorded = v.safeParse(recordedSchema, JSON.parse(readFileSync(path, 'utf8')));
  return recorded.success
    ? `evidence recorded ${age(recorded.output.recordedAt)}`
    : 'evidence cannot be read';
}

function yourLastRun(file: ExperimentFile): string {
  const run = lastRun(file, console.error);
  if (!run) return 'you have not run it yet';
  const holding = run.claims.filter(({ holds }) => holds).length;
  return `you ran it ${age(run.at)}: ${holding} of ${run.claims.length} claims held`;
}

/** How long ago a moment was, e.g. `3 days ago`. */
export function age(moment: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(moment)) / 60_000));
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 2880
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return count === 0 ? 'just now' : `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
