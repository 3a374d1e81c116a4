import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TwoPartError } from '../../call-error.ts';
import { type ExperimentFile, findExperiments, findLabs, loadExperiment } from '../../labs.ts';
import { project } from '../../project.ts';
import { awsPlace } from './aws-place.ts';
import { readOnAws } from './part-on-aws.ts';
import { listeningScreen } from './testing/listening-screen.ts';
import { environmentOf } from './testing/run-probe.ts';
import { type StandInAws, startStandInAws } from './testing/stand-in-aws.ts';

/*
 * Every experiment that its lab lets run on AWS, whole or in part, is rehearsed with one repetition: it asks for nothing that
 * AWS cannot give, all that it does has a price, and it costs less than a dollar. `npm run test:aws-target`; it takes minutes.
 */

/** Rehearsals that go on at the same time: they mostly wait. */
const beside = 2;

const variables = { ...process.env };
let aws: StandInAws;
before(async () => {
  aws = await startStandInAws();
  Object.assign(process.env, environmentOf(aws));
});
after(async () => {
  process.env = variables;
  await aws.close();
});

const files = findLabs(project.labs).flatMap((lab) => {
  const said = readOnAws(lab);
  return findExperiments(project.labs, lab.name).filter(({ name }) => !('refused' in (said[name] ?? {})));
});

describe('what runs on AWS is rehearsed, and costs less than a dollar', { concurrency: beside }, () => {
  for (const file of files)
    test(`${file.lab.name}/${file.name}`, async () => {
      // The budget is looked at last: whoever is refused for it has kept all else.
      const isRefused = (error: unknown) =>
        error instanceof TwoPartError &&
        /^The run would cost about \$0\.\d+, and --budget/.test(error.problem);
      const first = await prepared(file);
      // A machine that is busy with the rehearsal beside it can break one off.
      const error = isRefused(first) ? first : await prepared(file);
      assert.ok(isRefused(error), String(error));
    });
});

/** Why the run was refused before anything was created. */
async function prepared(file: ExperimentFile): Promise<unknown> {
  const { screen } = listeningScreen();
  const place = awsPlace({ budget: 0 }, { screen, seed: 202, record: false });
  const whole = await loadExperiment(file);
  const part = { ...(place.partOf?.(file, whole) ?? whole), repetitions: 1 };
  const contexts = Object.values(part.variants).map(({ context = {} }) => context);
  try {
    await place.prepare(file, part, contexts, new AbortController().signal);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await place.close();
  }
}
