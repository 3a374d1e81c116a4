import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { LeftOut } from '#content/evidence.ts';
import { type OnAws, onAwsSchema, type PartOnAws } from '#content/on-aws.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import { TwoPartError } from '../../call-error.ts';
import type { ExperimentFile, Lab } from '../../labs.ts';
import { remedyOf } from './refusals.ts';

/** Where a lab says what of its experiments makes sense on AWS. */
export const onAwsFile = ({ folder }: Pick<Lab, 'folder'>): string => join(folder, 'on-aws.yaml');

/** What a lab says of its experiments, by their names; nothing where it has no such file. Throws a TwoPartError. */
export function readOnAws(lab: Pick<Lab, 'folder'>): Record<string, OnAws> {
  const path = onAwsFile(lab);
  if (!existsSync(path)) return {};
  const result = v.safeParse(onAwsSchema, parse(readFileSync(path, 'utf8')));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new TwoPartError(
    `${path}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}.`,
    'Correct it: src/content/on-aws.ts says what each field means.',
  );
}

/** An experiment as it runs on AWS: the part of it that makes sense there. */
export interface RunOnAws {
  experiment: Experiment;
  /** What of the local cloud it does without. */
  without: PartOnAws['without'];
  /** Undefined where nothing is left out. */
  leftOut: LeftOut | undefined;
}

/**
 * The part of an experiment that its lab says makes sense on AWS; all of it where the lab says nothing. Throws a TwoPartError
 * where the lab says that it does not run there.
 */
export function partOnAws(file: ExperimentFile, whole: Experiment): RunOnAws {
  const said = readOnAws(file.lab)[file.name];
  if (!said) return { experiment: whole, without: [], leftOut: undefined };
  if (!('refused' in said)) return reduced(whole, said);
  throw new TwoPartError(
    `The experiment ${file.lab.name}/${file.name} does not run on AWS. ${said.refused}`,
    remedyOf(file),
  );
}

function reduced(whole: Experiment, part: PartOnAws): RunOnAws {
  const { metrics, claims, series = [], predictions = [], withoutEffect = [], because, without } = part;
  const isLeftOut = (names: readonly string[]) => (name: string) => !names.includes(name);
  return {
    experiment: {
      ...whole,
      parameters: Object.fromEntries(
        Object.entries(whole.parameters).map(([name, parameter]) => [
          name,
          withoutEffect.includes(name)
            ? { ...parameter, label: `${parameter.label} (without effect on AWS)` }
            : parameter,
        ]),
      ),
      metrics: only(whole.metrics, metrics),
      series: only(whole.series, series),
      predictions: whole.predictions.filter(({ id }) => predictions.includes(id)),
      claims: whole.claims.filter(({ id }) => claims.includes(id)),
    },
    without,
    leftOut: {
      because,
      metrics: Object.keys(whole.metrics).filter(isLeftOut(metrics)),
      claims: whole.claims.map(({ id }) => id).filter(isLeftOut(claims)),
    },
  };
}

const only = <Value>(all: Record<string, Value>, names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
