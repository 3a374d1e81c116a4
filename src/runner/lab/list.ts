import { existsSync } from 'node:fs';
import { type ExperimentFile, evidencePath, findExperiments, findLabs, loadExperiment } from '../labs.ts';
import { lineColumns, styleFor } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';
import { inCourseOrder } from './course-order.ts';
import { readRecorded } from './recorded.ts';
import { type KeptRun, lastRun } from './run-store.ts';

/**
 * Prints all experiments in the order of the lessons: the question, how long it took when it was recorded, the age of the
 * evidence, and the learner's last run.
 */
export async function listLabs({ root, labs: labsFolder }: { root: string; labs: string }): Promise<number> {
  const style = styleFor(process.stdout);
  const columns = lineColumns(process.stdout);
  const write = (line = '') => process.stdout.write(`${line}\n`);
  const files = await filesInOrder(root, labsFolder);
  const runs = files.map((file) => ({ file, run: lastRun(file, console.error) }));
  const startHere = runs.every(({ run }) => run === undefined) ? files[0] : undefined;
  for (const { file, run } of runs) {
    const { question } = await loadExperiment(file);
    write();
    const here = file === startHere ? `  ${style('green', '← start here')}` : '';
    write(`${style('bold', `${file.lab.name}/${file.name}`)}${here}`);
    for (const line of wrap(question, columns - 2)) write(`  ${line}`);
    const told = [...recorded(file), inWords(run)].join(' · ');
    for (const line of wrap(told, columns - 2)) write(style('dim', `  ${line}`));
  }
  write();
  const below = [
    ...whereYouAre(runs),
    'Run one: npm run lab <lab>[/<experiment>]. All else: npm run lab -- --help',
  ];
  for (const line of below.flatMap((each) => wrap(each, columns))) write(line);
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

async function filesInOrder(root: string, labsFolder: string): Promise<ExperimentFile[]> {
  const files = findLabs(labsFolder).flatMap((lab) => findExperiments(labsFolder, lab.name));
  const byName = new Map(files.map((file) => [`${file.lab.name}/${file.name}`, file]));
  return (await inCourseOrder(root, [...byName.keys()])).flatMap((name) => byName.get(name) ?? []);
}

/** How long it takes, and how old its evidence is. */
function recorded(file: ExperimentFile): string[] {
  if (!existsSync(evidencePath(file))) return ['no evidence recorded'];
  const read = readRecorded(file);
  if (!read) return ['evidence cannot be read'];
  const { durationSeconds, recordedAt } = read;
  return [
    `took ${Math.round(durationSeconds)} s when it was recorded`,
    `evidence recorded ${age(recordedAt)}`,
  ];
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
