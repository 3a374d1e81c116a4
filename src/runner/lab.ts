import { CallError } from './call-error.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { AwsChoice } from './lab/aws/session.ts';
import { evidenceText } from './lab/evidence.ts';
import { type LabFlags, readLabFlags } from './lab/flags.ts';
import { listLabs } from './lab/list.ts';
import { forgetRuns } from './lab/run-store.ts';
import { type ExperimentFile, findExperiments, findLabs, type Lab } from './labs.ts';
import { ownValue } from './own-value.ts';
import { project } from './project.ts';
import { openScreen } from './terminal/open-screen.ts';
import type { Screen } from './terminal/screen.ts';

/** What is done to a lab that another terminal keeps running. */
const keptVerbs: Record<string, () => Promise<(words: string[]) => Promise<number>>> = {
  look: async () => (await import('./lab/kept/look.ts')).lookIntoLab,
  break: async () => (await import('./lab/kept/break.ts')).breakLab,
  mend: async () => (await import('./lab/kept/break.ts')).mendLab,
};

/** `lab [lab[/experiment]]`: runs an experiment step by step, leaves a lab running, looks into it and breaks it, or lists them all. Gives what `exitCodeOf` says of its claims. */
export async function lab(args: string[], signal: AbortSignal): Promise<number> {
  const [first = '', ...words] = args;
  const intoKept = ownValue(keptVerbs, first);
  if (intoKept) return (await intoKept())(words);
  const flags = readLabFlags(args);
  if (flags.statements) return (await import('./lab/list-statements.ts')).listStatements(project);
  if (flags.reset) return reset(flags);
  if (flags.clean) return clean(flags.clean, flags, signal);
  if (flags.all) return (await import('./lab/run-all.ts')).runAll(flags, signal);
  if (flags.name === undefined) return listLabs(project);

  const files = findExperiments(project.labs, flags.name);
  if (flags.keep) return keep(flags.name, flags, signal);
  const screen = await openScreen(
    flags.json ? process.stderr : process.stdout,
    !flags.yes && !flags.json,
    signal,
  );
  const { runLab } = await import('./lab/run-lab.ts');
  const evidence = await runLab({
    file: await chooseOne(files, flags, screen),
    flags,
    screen,
    signal,
    onEvidence: (measured) => flags.json && process.stdout.write(evidenceText(measured)),
  });
  return exitCodeOf(evidence.claims);
}

async function clean(choice: AwsChoice, { yes }: LabFlags, signal: AbortSignal): Promise<number> {
  const screen = await openScreen(process.stdout, !yes, signal);
  return (await import('./lab/aws/clean.ts')).cleanAws(choice, { screen, yes, signal });
}

async function keep(name: string, { context, seed }: LabFlags, signal: AbortSignal): Promise<number> {
  const lab = findLabs(project.labs).find((each) => each.name === name.split('/')[0]) as Lab;
  return (await import('./lab/keep-lab.ts')).keepLab(lab, { context, seed }, signal);
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
