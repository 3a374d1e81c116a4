import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Evidence, evidenceSchema, type Metric, type Variant } from '#content/evidence.ts';
import type { MeasuredValue, Provenance } from '#content/page-data.ts';
import type { Attributes, Site } from './kind.ts';
import { ParsedFiles } from './parsed-files.ts';
import { AuthorError, unknownName } from './problem.ts';

const ending = '.local.json';

/** All experiments that have recorded evidence, as `lab/experiment`. */
export function recordedExperiments(root: string): string[] {
  const labs = join(root, 'labs');
  if (!existsSync(labs)) return [];
  return readdirSync(labs)
    .flatMap((lab) => recordedOf(lab, root).map((name) => `${lab}/${name}`))
    .sort();
}

/** The experiments of one lab that have recorded evidence. */
function recordedOf(lab: string, root: string): string[] {
  const folder = join(root, 'labs', lab, 'evidence');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

/** The evidence file of an experiment that is named as `lab/experiment`. */
export function locateEvidence(experiment: string, { root }: Pick<Site, 'root'>): string {
  const [lab = '', name = '', ...rest] = experiment.split('/');
  // One folder is read, not all of them: a build asks for thousands.
  if (lab === '' || rest.length > 0 || !recordedOf(lab, root).includes(name)) {
    throw unknownName('recorded experiment', experiment, recordedExperiments(root));
  }
  return join(root, 'labs', lab, 'evidence', `${name}${ending}`);
}

const parsed = new ParsedFiles<Evidence>();

/** Reads evidence and checks it against its schema. */
export function parseEvidence(text: string, file: string): Evidence {
  return parsed.get(file, text, () => checkedEvidence(text, file));
}

function checkedEvidence(text: string, file: string): Evidence {
  const result = v.safeParse(evidenceSchema, JSON.parse(text));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new AuthorError(
    `${file} is not valid evidence: ${v.getDotPath(issue) ?? 'root'}: ${issue.message}.`,
    'Evidence is written by `npm run lab <lab>/<experiment> -- --record` only: record it again.',
  );
}

/** Where the numbers of a run come from. */
export function provenanceOf(evidence: Evidence): Provenance {
  const { cpu, cores, platform, arch } = evidence.machine;
  return {
    experiment: `${evidence.lab}/${evidence.experiment}`,
    target: evidence.target,
    recordedAt: evidence.recordedAt,
    command: evidence.command,
    repetitions: evidence.repetitions,
    machine: `${cpu}, ${cores} cores, ${platform} ${arch}`,
  };
}

/** The variant of that name. */
export function findVariant(evidence: Evidence, name: string): Variant {
  const variant = evidence.variants.find((each) => each.name === name);
  if (variant) return variant;
  throw unknownName(
    'variant',
    name,
    evidence.variants.map((each) => each.name),
    `in ${evidence.lab}/${evidence.experiment}`,
  );
}

/** The metric of that name. */
export function findMetric(variant: Variant, name: string): Metric {
  const metric = variant.metrics.find((each) => each.name === name);
  if (metric) return metric;
  throw unknownName(
    'metric',
    name,
    variant.metrics.map((each) => each.name),
    `of variant "${variant.name}"`,
  );
}

/** One metric of one variant as a page shows it. */
export function measuredValue(variant: Variant, metricName: string): MeasuredValue {
  const { label, unit, median, min, max } = findMetric(variant, metricName);
  return { variant: variant.name, variantLabel: variant.label, metricLabel: label, unit, median, min, max };
}

/** Locates evidence by the attribute `experiment`. */
export function locateByExperiment(attributes: Attributes, site: Site): string {
  return locateEvidence(attributes.experiment ?? '', site);
}
