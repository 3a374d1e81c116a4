import type { Progress } from '#content/repair-state.ts';
import { age } from '../lab/list.ts';
import type { RepairFile } from './find-repairs.ts';
import type { Paper } from './paper.ts';

/** Where a learner stands with a repair. */
export const stateOf = (progress: Progress | undefined): 'new' | 'begun' | 'mended' =>
  progress?.mended ? 'mended' : progress ? 'begun' : 'new';

function inWords(progress: Progress | undefined): string {
  if (!progress) return 'not begun';
  if (progress.mended) return `mended ${age(progress.mended.at)}`;
  const hints = progress.hints === 0 ? '' : `, ${progress.hints} of 3 hints read`;
  return `begun ${age(progress.startedAt)}${hints}`;
}

const signs = { new: ' ', begun: '…', mended: '✓' };

/** Prints all repairs in the order of the lessons, and where the learner stands with each. */
export function listRepairs(
  paper: Paper,
  repairs: readonly RepairFile[],
  state: Record<string, Progress>,
): void {
  const { style } = paper;
  const next = nextRepair(repairs, state);
  for (const { name, repair } of repairs) {
    const progress = state[name];
    const here = name === next?.name && Object.keys(state).length === 0 ? '  ← start here' : '';
    paper.line();
    paper.line(`${signs[stateOf(progress)]} ${style('bold', name)}${style('green', here)}`);
    paper.text(repair.title, 2);
    paper.text(`${repair.lesson} · ${inWords(progress)}`, 2);
  }
  paper.line();
  const mended = repairs.filter(({ name }) => state[name]?.mended).length;
  if (Object.keys(state).length > 0)
    paper.text(
      `You have mended ${mended} of ${repairs.length}.${next ? ` Go on with: npm run repair ${next.name}` : ''}`,
    );
  paper.text('Take one: npm run repair <name>. All else: npm run repair -- --help');
}

/** One that was begun, else the first that was not. */
export const nextRepair = (
  repairs: readonly RepairFile[],
  state: Record<string, Progress>,
): RepairFile | undefined =>
  repairs.find(({ name }) => stateOf(state[name]) === 'begun') ??
  repairs.find(({ name }) => stateOf(state[name]) === 'new');

/** The same for a program. */
export const listedRepairs = (repairs: readonly RepairFile[], state: Record<string, Progress>) =>
  repairs.map(({ name, lab, repair }) => ({
    name,
    lab: lab.name,
    title: repair.title,
    lesson: repair.lesson,
    state: stateOf(state[name]),
    ...state[name],
  }));
