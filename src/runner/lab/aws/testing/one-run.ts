import { runToExit } from '../../../exit.ts';
import { exitCodeOf } from '../../../exit-codes.ts';
import { findExperiments } from '../../../labs.ts';
import { plainScreen } from '../../../terminal/plain-screen.ts';
import { runLab } from '../../run-lab.ts';

/** Runs the probe on AWS as `npm run lab` does, from a folder of labs that is no part of the project. */
const [labs = '', budget = '1'] = process.argv.slice(2);

await runToExit(async (signal) => {
  const [file] = findExperiments(labs, 'aws-probe');
  if (!file) throw new Error(`There is no probe in ${labs}.`);
  const { claims } = await runLab({
    file,
    flags: { seed: 202, record: false, target: { kind: 'aws', budget: Number(budget), poll: 50 } },
    screen: plainScreen(process.stdout),
    signal,
  });
  return exitCodeOf(claims);
});
