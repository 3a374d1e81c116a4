/* The process of one run that a page has asked for: what `npm run lab <lab>/<experiment> -- --yes` does, told to its parent. */
import type { LiveRun } from '#content/own-run.ts';
import { runToExit } from '../exit.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { readLabFlags } from '../lab/flags.ts';
import { runLab } from '../lab/run-lab.ts';
import { type ExperimentFile, findExperiments } from '../labs.ts';
import { project } from '../project.ts';
import { plainScreen } from '../terminal/plain-screen.ts';
import type { RunMessage } from './spawn-run.ts';

/** To tell more often would take the machine from the run. */
const tellEveryMs = 250;

/** Resolves when it has left this process, or nobody is left to hear it. */
const tell = (message: RunMessage): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });

await runToExit(async (signal) => {
  // The server is gone, and nobody is left who could stop this run.
  const end = () => process.emit('SIGTERM', 'SIGTERM');
  if (process.connected === false) end();
  process.once('disconnect', end);
  const name = process.argv[2] ?? '';
  const [file] = findExperiments(project.labs, name) as [ExperimentFile];
  let latest: LiveRun | undefined;
  const ticker = setInterval(() => {
    if (latest) void tell({ live: latest });
    latest = undefined;
  }, tellEveryMs);
  const evidence = await runLab({
    ...{ file, signal, flags: readLabFlags([name, '--yes']), screen: plainScreen(process.stdout) },
    onLive(live) {
      latest = live;
    },
  });
  clearInterval(ticker);
  await tell({ kept: true });
  return exitCodeOf(evidence.claims);
});
