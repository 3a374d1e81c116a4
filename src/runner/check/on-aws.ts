import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type Evidence, evidenceSchema } from '#content/evidence.ts';
import type { OnAws, PartOnAws } from '#content/on-aws.ts';
import type { Experiment, Results } from '#experiment/define-experiment.ts';
import { TwoPartError } from '../call-error.ts';
import { onAwsFile, partOnAws, readOnAws } from '../lab/aws/part-on-aws.ts';
import { refuseWhatNeedsOurs } from '../lab/aws/refusals.ts';
import { whatItTakes } from '../lab/what-it-takes.ts';
import {
  type ExperimentFile,
  evidencePath,
  findExperiments,
  findLabs,
  type Lab,
  loadExperiment,
} from '../labs.ts';
import { suggestion } from '../nearest.ts';
import type { Content, Finding } from './finding.ts';

/**
 * What a lab says of its experiments on AWS names what there is, and a claim that is judged there, or a prediction that is
 * answered, looks at no metric that is left out. The latter is tried with the numbers of the recorded run. Of each experiment
 * that needs what only the cloud of this machine has, the lab says something: nobody waits for a run there to be told.
 */
export async function checkOnAws({ labs }: Content): Promise<Finding[]> {
  const findings = await Promise.all(findLabs(labs).map((lab) => checkLab(labs, lab)));
  return findings.flat();
}

async function checkLab(labs: string, lab: Lab): Promise<Finding[]> {
  const problems = await problemsOfLab(labs, lab);
  return problems.map(([problem, remedy]) => ({ where: onAwsFile(lab), problem, remedy }));
}

type Problem = readonly [problem: string, remedy: string];

async function problemsOfLab(labs: string, lab: Lab): Promise<Problem[]> {
  let said: Record<string, OnAws>;
  try {
    said = readOnAws(lab);
  } catch (error) {
    if (error instanceof TwoPartError) return [[error.problem, error.remedy]];
    return [[`It is not YAML: ${(error as Error).message}.`, 'Correct it.']];
  }
  const strangers = Object.keys(said).filter((name) => !lab.experiments.includes(name));
  const problems = await Promise.all(
    lab.experiments.map((name) => problemsOf(labs, `${lab.name}/${name}`, said[name])),
  );
  return [
    ...strangers.map(
      (name): Problem => [`There is no experiment ${name}.`, suggestion(name, lab.experiments)],
    ),
    ...problems.flat(),
  ];
}

async function problemsOf(labs: string, name: string, said: OnAws | undefined): Promise<Problem[]> {
  const [file] = findExperiments(labs, name);
  if (!file) return [];
  const whole = await loadExperiment(file);
  const part = said && !('refused' in said) ? said : undefined;
  return [
    ...(said && !part ? [] : unsaid(file, whole, part?.without ?? [])),
    ...(part ? problemsOfPart(file, whole, part) : []),
  ];
}

/** What an experiment needs that AWS has not, and its lab does not speak of. */
function unsaid(file: ExperimentFile, whole: Experiment, without: PartOnAws['without']): Problem[] {
  const { lab, name } = file;
  const why = 'Say why it does not run there, `refused: …`: src/content/on-aws.ts.';
  try {
    refuseWhatNeedsOurs(file, whole);
  } catch (error) {
    if (!(error instanceof TwoPartError)) throw error;
    return [[error.problem, why]];
  }
  const missing = whatItTakes(whole).filter((each) => !without.includes(each));
  if (missing.length === 0) return [];
  return [
    [
      `The experiment ${lab.name}/${name} takes ${missing.join(' and ')}, which are not there on AWS, and nothing is said of it.`,
      `Name the part that makes sense without. ${why}`,
    ],
  ];
}

function problemsOfPart(file: ExperimentFile, whole: Experiment, part: PartOnAws): Problem[] {
  const wrong = [
    ...unknown('metric', part.metrics, Object.keys(whole.metrics)),
    ...unknown('parameter', part.withoutEffect ?? [], Object.keys(whole.parameters)),
    ...unknown('series', part.series ?? [], Object.keys(whole.series)),
    ...unknown('claim', part.claims, idsOf(whole.claims)),
    ...unknown('prediction', part.predictions ?? [], idsOf(whole.predictions)),
  ];
  const evidence = wrong.length === 0 && recorded(file);
  return evidence ? looksTooFar(partOnAws(file, whole).experiment, evidence) : wrong;
}

/** The recorded run of an experiment; whether it can be read is another law. */
function recorded(file: ExperimentFile): Evidence | undefined {
  try {
    return v.parse(evidenceSchema, JSON.parse(readFileSync(evidencePath(file), 'utf8')));
  } catch {
    return undefined;
  }
}

const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);

const unknown = (kind: string, names: readonly string[], known: readonly string[]): Problem[] =>
  names
    .filter((name) => !known.includes(name))
    .map((name) => [`The experiment has no ${kind} ${name}.`, suggestion(name, known)]);

/** A metric that is left out was looked at. */
class LeftOutMetric extends Error {}

/** The claims and predictions of a part that look at what the part has not. */
function looksTooFar(part: Experiment, evidence: Evidence): Problem[] {
  const results = guarded(part, evidence);
  const parameters = parametersOf(evidence);
  const asked = [
    ...part.claims.map(({ id, judge }) => ({
      what: `The claim ${id}`,
      ask: (): unknown => judge(results, parameters),
    })),
    ...part.predictions.map((each) => ({
      what: `The prediction ${each.id}`,
      ask: (): unknown => each.answer(results, parameters),
    })),
  ];
  return asked.flatMap(({ what, ask }): Problem[] => {
    try {
      ask();
      return [];
    } catch (error) {
      if (!(error instanceof LeftOutMetric)) throw error;
      return [
        [
          `${what} looks at the metric ${error.message}, which is left out on AWS.`,
          'Leave it out too, or name the metric.',
        ],
      ];
    }
  });
}

/** The recorded numbers of what is in the part; whoever looks at another metric is told. */
function guarded({ metrics }: Experiment, { variants }: Evidence): Results<string, string> {
  return Object.fromEntries(
    variants.map((variant) => {
      const kept = Object.fromEntries(
        variant.metrics.filter(({ name }) => name in metrics).map((each) => [each.name, each]),
      );
      const guard = new Proxy(kept, {
        get(of, name) {
          if (typeof name === 'string' && !(name in of)) throw new LeftOutMetric(name);
          return of[String(name)];
        },
      });
      return [variant.name, guard];
    }),
  );
}

/** The parameters that are the same for all variants, as claims are judged with them. */
function parametersOf({ variants: [first, ...others] }: Evidence): Record<string, number> {
  return Object.fromEntries(
    (first?.parameters ?? []).flatMap(({ name, value }) =>
      typeof value === 'number' &&
      others.every(({ parameters }) => parameters.some((each) => each.name === name && each.value === value))
        ? [[name, value]]
        : [],
    ),
  );
}
