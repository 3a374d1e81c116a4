import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { assemble, type Context } from '../assembly.ts';
import { eventLine } from '../cloud/event-line.ts';
import { findExperiments, type Lab, loadExperiment } from '../labs.ts';
import { project } from '../project.ts';
import { styleFor } from '../terminal/screen.ts';
import { untilInterrupted, withoutJsonFlag } from './keep.ts';
import { makeReachable } from './kept/reachable.ts';
import { startLocalTarget, type Target } from './local-target.ts';

/**
 * `lab <lab> --keep`: leaves the lab running until Ctrl-C, says how to reach it from another terminal, and prints a line for
 * every request, message and invocation. No experiment runs. `context` holds settings of the stack.
 */
export async function keepLab(
  lab: Lab,
  { context, seed }: { context: Context; seed: number },
  signal: AbortSignal,
): Promise<number> {
  const { folder } = await assemble(lab, context, signal);
  signal.throwIfAborted();
  const target = await startLocalTarget(folder, lab, { seed });
  try {
    const reachable = await makeReachable(lab.name, target);
    try {
      console.log((await howToReach(lab, target, reachable.files)).join('\n'));
      target.subscribe((event) => console.log(eventLine(event)));
      await untilInterrupted(signal);
    } finally {
      await reachable.close();
    }
  } finally {
    await target.close();
  }
  throw signal.reason;
}

async function howToReach(
  lab: Lab,
  { outputs }: Target,
  files: Record<'sh' | 'ps1', string>,
): Promise<string[]> {
  const style = styleFor(process.stdout);
  const inProject = (path: string) => relative(project.root, path);
  const [first] = findExperiments(project.labs, lab.name);
  const guide = join(lab.folder, 'README.md');
  const width = Math.max(...Object.keys(outputs).map((name) => name.length), 0);
  return [
    '',
    `${style('green', '●')} ${style('bold', lab.name)} runs until Ctrl-C.`,
    ...(existsSync(guide) ? [`  What to try, step by step: ${inProject(guide)}`] : []),
    '',
    style('bold', 'In another terminal, in this folder, take over its addresses:'),
    `  source ${inProject(files.sh)}`,
    `  . .\\${inProject(files.ps1).replaceAll('/', '\\')}    (PowerShell)`,
    '',
    style('bold', 'Then:'),
    ...(first
      ? (await loadExperiment(first)).byHand(outputs).map((line) => `  ${withoutJsonFlag(line)}`)
      : []),
    '  npm run lab -- look table            or: queue, dead-letters',
    '  npm run lab -- break                 lists what can be broken, and how',
    '  npm run lab -- mend                  mends what was broken',
    '',
    style('bold', 'Its addresses:'),
    ...Object.entries(outputs).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
    style('dim', ' seconds  resource                 what happens'),
  ];
}
