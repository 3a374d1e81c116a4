import { CallError } from './call-error.ts';
import { exitCodeOf } from './exit-codes.ts';
import { evidenceText } from './lab/evidence.ts';
import { type LabFlags, readLabFlags } from './lab/flags.ts';
import { listLabs } from './lab/list.ts';
import { forgetRuns } from './lab/run-store.ts';
import { type ExperimentFile, findExperiments } from './labs.ts';
import { project } from './project.ts';
import { openScreen } from './terminal/open-screen.ts';
import type { Screen } from './terminal/screen.ts';

/** `lab [lab[/experiment]]`: runs an experiment step by step, or lists them. Gives what `exitCodeOf` says of its claims. */
export async function lab(args: string[], signal: AbortSignal): Promise<number> {
  const flags = readLabFlags(args);
  if (flags.statements) return (await import('./lab/list-statements.ts')).listStatements(project);
  if (flags.reset) return reset(flags);
  if (flags.all) return (await import('./lab/run-all.ts')).runAll(flags, signal);
  if (flags.name === undefined) return listLabs(project.labs);

  const files = findExperiments(project.labs, flags.name);
  const screen = await openScreen(flags.json ? process.stderr : process.stdout, !flags.yes && !flags.json);
  const { runLab } = await import('./lab/run-lab.ts');
  const evidence = await runLab({
    file: await chooseOne(files, flags, screen),
    flags,
    screen,
    signal,
    onEvidence: (measured) => flags.json && process.stdout.write(evidenceText(measured)),
  });
  return exitCodeOf(evidence?.claims ?? []);
}

function reset({ name }: LabFlags): number {
  if (name !== undefined) findExperiments(project.labs, name);
  const [lab, experiment] = name?.split('/') ?? [];
  forgetRuns({ lab, experiment });
  console.log(`Forgot what was kept of your runs${name === undefined ? '' : ` of ${name}`}.`);
  return 0;
}

async function chooseOne(
  files: ExperimentFile[],
  { name }: LabFlags,
  screen: Screen,
): Promise<ExperimentFile> {
  const [first, ...others] = files;
  if (!first)
    throw new CallError(`The lab ${name} has no experiment yet.`, 'Add one to its folder experiments/.');
  if (others.length === 0 || !screen.prompts) return first;
  const chosen = await screen.prompts.choose(
    'Which experiment?',
    files.map((each) => ({ value: each.name, label: each.name })),
  );
  return files.find((each) => each.name === chosen) ?? first;
}
