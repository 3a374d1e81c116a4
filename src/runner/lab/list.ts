import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type ExperimentFile, evidencePath, findExperiments, findLabs, loadExperiment } from '../labs.ts';
import { styleFor } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';
import { type KeptRun, lastRun } from './run-store.ts';

const recordedSchema = v.object({ recordedAt: v.pipe(v.string(), v.isoTimestamp()) });

/** Prints all labs and experiments: the question, the age of the evidence, and the learner's last run. */
export async function listLabs(labsFolder: string): Promise<number> {
  const style = styleFor(process.stdout);
  const columns = Math.min(process.stdout.columns ?? 100, 100);
  const write = (line = '') => process.stdout.write(`${line}\n`);
  const files = findLabs(labsFolder).flatMap((lab) => findExperiments(labsFolder, lab.name));
  const runs = files.map((file) => ({ file, run: lastRun(file, console.error) }));
  for (const { file, run } of runs) {
    const { question } = await loadExperiment(file);
    write();
    write(style('bold', `${file.lab.name}/${file.name}`));
    for (const line of wrap(question, columns - 2)) write(`  ${line}`);
    write(style('dim', `  ${evidenceAge(file)} · ${inWords(run)}`));
  }
  write();
  for (const line of whereYouAre(runs)) write(line);
  write(
    'Run one: npm run lab <lab>[/<experiment>]. All: npm run lab -- --all. Start over: npm run lab -- --reset',
  );
  return 0;
}

/** How many experiments the learner has run to the end, and which one to go on with. */
export function whereYouAre(runs: { file: ExperimentFile; run?: KeptRun }[]): string[] {
  const done = runs.filter(({ run }) => run && !run.stopped);
  if (done.length === 0 && !runs.some(({ run }) => run?.stopped)) return [];
  const next = runs.find(({ run }) => run?.stopped) ?? runs.find(({ run }) => run === undefined);
  const count = `You have run ${done.length} of ${runs.length} experiments.`;
  return [next ? `${count} Go on with: npm run lab ${next.file.lab.name}/${next.file.name}` : count];
}

function evidenceAge(file: ExperimentFile): string {
  const path = evidencePath(file);
  if (!existsSync(path)) return 'no evidence recorded';
  const recorded = v.safeParse(recordedSchema, JSON.parse(readFileSync(path, 'utf8')));
  return recorded.success
    ? `evidence recorded ${age(recorded.output.recordedAt)}`
    : 'evidence cannot be read';
}

function inWords(run: KeptRun | undefined): string {
  if (!run) return 'you have not run it yet';
  if (run.stopped) return `you began it ${age(run.at)} and it was stopped`;
  const holding = run.claims.filter(({ holds }) => holds).length;
  const open = run.claims.filter(({ holds }) => holds === null).length;
  const rest = open === 0 ? '' : `, ${open} could not be judged`;
  return `you ran it ${age(run.at)}: ${holding} of ${run.claims.length} claims held${rest}`;
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
