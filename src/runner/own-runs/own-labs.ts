import { readFileSync, statSync } from 'node:fs';
import { mendedIn } from '#content/repair-state.ts';
import { lastGame } from '../incident/keep-game.ts';
import { resultPath } from '../lab/run-store.ts';
import { findLabs } from '../labs.ts';
import { project } from '../project.ts';
import { lookAtState } from '../repair/state.ts';
import { spawnRun } from './spawn-run.ts';

/** The labs of this project, for the pages of `npm start`. */
export const ownLabs = {
  has: (experiment: string) => fileOf(experiment) !== undefined,
  start: spawnRun,
  resultAt(experiment: string): string | undefined {
    const file = fileOf(experiment);
    return file && statSync(resultPath(file), { throwIfNoEntry: false })?.mtime.toISOString();
  },
  readResult(experiment: string): string | undefined {
    const file = fileOf(experiment);
    if (!file || this.resultAt(experiment) === undefined) return undefined;
    return readFileSync(resultPath(file), 'utf8');
  },
  readMended: () => mendedIn(lookAtState()),
  readPlayed: () => lastGame(),
};

/** The experiment of that name, if there is one: a name is compared with those of the folders, and is never a path. */
function fileOf(experiment: string) {
  const [labName, name = '', ...rest] = experiment.split('/');
  const lab = findLabs(project.labs).find((each) => each.name === labName);
  if (!lab?.experiments.includes(name) || rest.length > 0) return undefined;
  return { lab, name, path: '' };
}
