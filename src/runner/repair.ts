import { existsSync, mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { exitCodes } from './exit-codes.ts';
import { metricTable } from './lab/report-measured.ts';
import { project } from './project.ts';
import { checkWork } from './repair/check-work.ts';
import { compareWays } from './repair/compare-ways.ts';
import { findRepairs, loadJudge, type RepairFile, repairNamed } from './repair/find-repairs.ts';
import { type RepairFlags, readRepairFlags } from './repair/flags.ts';
import type { Judgement } from './repair/judge-repair.ts';
import { listedRepairs, listRepairs, nextRepair, stateOf } from './repair/list-repairs.ts';
import { openPaper, type Paper } from './repair/paper.ts';
import { reportedJudgement, reportJudgement } from './repair/report.ts';
import { keepProgress, readState } from './repair/state.ts';
import { call, tellEnd, tellHint, tellSolution, tellStory } from './repair/tell.ts';
import { watchWork } from './repair/watch-work.ts';
import { deliver, setAside, workFolder, workHash } from './repair/workspace.ts';

const exits = { mended: exitCodes.fine, broken: exitCodes.failed, 'not-judged': exitCodes.notJudged };

/** One repair of a call. */
interface Work {
  file: RepairFile;
  /** Where the learner mends it. */
  folder: string;
  repairs: RepairFile[];
  json: boolean;
  paper: Paper;
  signal: AbortSignal;
}

/** `repair [name]`: lists broken pipelines, hands one out, judges what was made of it, and gives hints. */
export async function repair(args: string[], signal: AbortSignal): Promise<number> {
  const flags = readRepairFlags(args);
  const repairs = await findRepairs(project.root);
  if (flags.action === 'reset') return reset(flags, repairs);
  const paper = openPaper(flags.json ? process.stderr : process.stdout);
  if (flags.name === undefined) {
    if (flags.json) print(listedRepairs(repairs, readState()));
    else listRepairs(paper, repairs, readState());
    return exitCodes.fine;
  }
  const file = repairNamed(flags.name, repairs);
  const work: Work = {
    file,
    folder: workFolder(file.name),
    repairs,
    json: flags.json,
    paper,
    signal,
  };
  return actions[flags.action](work);
}

const actions: Record<Exclude<RepairFlags['action'], 'reset'>, (work: Work) => number | Promise<number>> = {
  tell,
  check,
  watch,
  hint,
  solution,
};

/** Makes the folder unless it is there: what somebody edited is never overwritten. */
function open({ file, folder }: Work): boolean {
  if (existsSync(folder)) return false;
  mkdirSync(dirname(folder), { recursive: true });
  try {
    deliver(file, folder);
  } catch (error) {
    // Another terminal was quicker.
    if (existsSync(folder)) return false;
    throw error;
  }
  keepProgress(file.name, {});
  return true;
}

const shown = (folder: string) => relative(project.root, folder);

function tell(work: Work): number {
  const { file, folder, json, paper } = work;
  const made = open(work);
  const progress = readState()[file.name];
  const { title, story, seen, lesson } = file.repair;
  const state = stateOf(progress);
  if (json) print({ name: file.name, title, story, seen, lesson, folder: shown(folder), made, state });
  else tellStory(paper, file, { folder: shown(folder), made, progress });
  return exitCodes.fine;
}

async function check(work: Work): Promise<number> {
  const { file, folder, json, paper, signal } = work;
  open(work);
  const { mended } = readState()[file.name] ?? {};
  if (mended && mended.hash === workHash(file.lab, folder)) {
    if (json) print({ name: file.name, status: 'mended', mendedAt: mended.at });
    else {
      paper.text('You have mended it, and nothing has changed since: it is not run again.');
      tellEnd(paper, file, nextOf(work));
    }
    return exitCodes.fine;
  }
  const judgement = await checkWork(file, folder, signal, steps(work));
  if (json) print(reportedJudgement(file.name, judgement));
  else report(work, judgement);
  return exits[judgement.status];
}

async function watch(work: Work): Promise<number> {
  const { file, folder, paper, signal } = work;
  open(work);
  paper.text(`Watching ${shown(folder)}: save a file, and a verdict follows. Ctrl-C ends it.`);
  await watchWork(file, folder, signal, {
    check: (stopped) => checkWork(file, folder, stopped, steps(work)),
    onJudged: (judgement) => report(work, judgement),
    onFailed({ problem, remedy }) {
      paper.line();
      paper.line(`${paper.style('red', '✗')} ${problem}`);
      paper.text(remedy, 2);
    },
  });
  return exitCodes.fine;
}

function report(work: Work, judgement: Judgement): void {
  reportJudgement(work.paper, judgement);
  if (judgement.status === 'mended') tellEnd(work.paper, work.file, nextOf(work));
}

function hint(work: Work): number {
  const { file, json, paper } = work;
  open(work);
  const all = file.repair.hints.length;
  const asked = (readState()[file.name]?.hints ?? 0) + 1;
  keepProgress(file.name, { hints: Math.min(all, asked) });
  if (json) print({ name: file.name, hints: file.repair.hints.slice(0, asked), of: all });
  else tellHint(paper, file, asked);
  return exitCodes.fine;
}

async function solution(work: Work): Promise<number> {
  const { file, folder, json, paper, signal } = work;
  open(work);
  const before = readState()[file.name];
  const asked = (before?.asked ?? 0) + 1;
  keepProgress(file.name, { asked });
  if (!before?.mended && asked < 2) {
    if (json) print({ name: file.name, solution: null, asked });
    paper.text('You have not mended it yet. Ask once more, and you are shown.');
    paper.text(`Or take a hint: ${call(file.name, 'hint')}`);
    return exitCodes.fine;
  }
  const { experiment } = await loadJudge(file);
  const statements = new Map(experiment.claims.map(({ id, statement }) => [id, statement]));
  if (!json) tellSolution(paper, file, statements);
  const own = before?.mended?.hash === workHash(file.lab, folder) ? folder : undefined;
  paper.heading('What each costs, measured now');
  const costs = await compareWays(file, own, signal, (label) => paper.text(`${label} …`, 2));
  if (json) print({ name: file.name, approaches: file.repair.approaches, costs });
  else for (const line of metricTable(costs, paper.columns, paper.style)) paper.line(line);
  return exitCodes.fine;
}

function reset({ name, json }: RepairFlags, repairs: readonly RepairFile[]): number {
  const files = name === undefined ? repairs : [repairNamed(name, repairs)];
  const aside = files.flatMap((file) => {
    const folder = setAside(workFolder(file.name));
    keepProgress(file.name, undefined);
    return folder ?? [];
  });
  if (json) print({ reset: files.map((file) => file.name), setAside: aside.map(shown) });
  else {
    console.log(`Forgot ${name ?? 'all repairs'}.`);
    for (const folder of aside) console.log(`Your files are now ${shown(folder)}.`);
  }
  return exitCodes.fine;
}

const nextOf = ({ repairs }: Work) => nextRepair(repairs, readState());

/** Says once what begins, so that nobody waits without a word. */
function steps({ paper }: Work): (step: string) => void {
  let last = '';
  return (step) => {
    if (step !== last) paper.text(paper.style('dim', `${step} …`), 2);
    last = step;
  };
}

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
