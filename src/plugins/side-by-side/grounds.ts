import { readFileSync } from 'node:fs';
import type { Evidence } from '#content/evidence.ts';
import { formatDay } from '#content/format-day.ts';
import type { CostData, ParameterData } from '#content/page-data.ts';
import { formatQuantity } from '#content/quantity.ts';
import { verdictWords } from '#content/verdict-words.ts';
import { findMetric, findVariant, locateEvidence, parseEvidence } from '../references/evidence-file.ts';
import { findClaim } from '../references/kinds/claim.ts';
import { cost } from '../references/kinds/cost.ts';
import { locateFact, parseFact } from '../references/kinds/fact.ts';
import { parameter } from '../references/kinds/parameter.ts';
import { AuthorError } from '../references/problem.ts';
import { findStatement } from '../references/statement-file.ts';
import type { Named } from './sentences.ts';

/** What a name in a sentence rests on. */
export interface Ground {
  /** What the sentence shows in the name's place. */
  shown: string;
  /** What it rests on, as pairs of a heading and a text. */
  says: [heading: string, text: string][];
}

type Attributes = Record<string, string>;

/** Looks names up in the evidence, the facts and the judged statements below `root`. */
export function groundReader(root: string): (named: Named) => Ground {
  const evidences = new Map<string, Evidence>();
  const evidenceOf = (experiment: string): Evidence => {
    const file = locateEvidence(experiment, { root });
    const evidence = evidences.get(file) ?? parseEvidence(read(file), file);
    evidences.set(file, evidence);
    return evidence;
  };
  const groundOf = ({ element, attributes }: Named): Ground => {
    switch (element) {
      case 'Claim':
        return claimGround(attributes.id ?? '', evidenceOf);
      case 'Cost':
        return costGround(attributes, root);
      case 'Fact':
        return factGround(attributes.id ?? '', root);
      case 'Measured':
        return measuredGround(evidenceOf(attributes.experiment ?? ''), attributes);
      case 'Parameter':
        return parameterGround(attributes, root);
      case 'Predict':
        return predictGround(evidenceOf(attributes.experiment ?? ''), attributes);
      case 'Verdict':
        return verdictGround(attributes.statement ?? '', root);
      default:
        throw new Error(`No ground is known for <${element}>.`);
    }
  };
  return (named) => {
    try {
      return groundOf(named);
    } catch (error) {
      if (!(error instanceof AuthorError)) throw error;
      // The page with the name fails the build, with file and line; this one is written before and must not hide that.
      return { shown: '[unknown name]', says: [[error.problem, error.remedy]] };
    }
  };
}

const read = (file: string): string => readFileSync(file, 'utf8');

function claimGround(id: string, evidenceOf: (experiment: string) => Evidence): Ground {
  const [lab, experiment, name = ''] = id.split('/');
  const { statement, holds, because, reach, notShown } = findClaim(evidenceOf(`${lab}/${experiment}`), name);
  return {
    shown: `[claim ${name}]`,
    says: [
      [`Claim ${id}`, statement],
      [holds ? 'Holds, because' : 'Does not hold, because', because],
      ['Reach', reach],
      ['Not shown', notShown],
    ],
  };
}

function costGround(attributes: Attributes, root: string): Ground {
  const place = { root, page: '', file: '', read, list: () => [] };
  const { shown, label, how } = cost.cut('', attributes, place) as CostData;
  return { shown, says: [[`Cost of ${attributes.run}`, `${label}: ${how}`]] };
}

function factGround(id: string, root: string): Ground {
  const file = locateFact(id, root);
  const { label, value, unit, conditions, certainty, source, asOf } = parseFact(id, read(file), file);
  const shown = formatQuantity(value, unit);
  return {
    shown,
    says: [
      [`Fact ${id}`, `${label}: ${shown}. ${conditions}`],
      ['Source', `${certainty}: ${source.title}, ${source.url}, read on ${formatDay(asOf)}`],
    ],
  };
}

function measuredGround(evidence: Evidence, { variant: name = '', metric = '', bare }: Attributes): Ground {
  const variant = findVariant(evidence, name);
  const { label, unit, values, median } = findMetric(variant, metric);
  return {
    // As the reader sees it: `bare` leaves the unit to the sentence around the number.
    shown: formatQuantity(median, bare === undefined ? unit : undefined),
    says: [
      [
        `Measured in ${evidence.lab}/${evidence.experiment}`,
        `${label}, ${variant.label} (${name}, ${metric})`,
      ],
      ['All repetitions', values.map((value) => formatQuantity(value, unit)).join(' · ')],
    ],
  };
}

/** A prediction is about one metric, of one variant or of all that are compared. */
function predictGround(evidence: Evidence, { variant, metric = '', prompt = '' }: Attributes): Ground {
  const variants = variant === undefined ? evidence.variants.map(({ name }) => name) : [variant];
  const says = variants.flatMap((each) => measuredGround(evidence, { variant: each, metric }).says);
  return { shown: `[predict: ${prompt}]`, says };
}

function parameterGround(attributes: Attributes, root: string): Ground {
  const site = { root, page: '' };
  const file = parameter.locate(attributes, site);
  const { label, value, unit, injected } = parameter.cut(read(file), attributes, {
    ...site,
    file,
    read,
    list: () => [],
  }) as ParameterData;
  const shown = formatQuantity(value, unit);
  return {
    shown: attributes.bare === undefined ? shown : formatQuantity(value),
    says: [[`Set in ${attributes.experiment}`, `${label}: ${shown}. ${injected ?? ''}`.trim()]],
  };
}

function verdictGround(id: string, root: string): Ground {
  const { says, verdict, conditions, instead } = findStatement(id, root, read);
  const { label } = verdictWords[verdict];
  return {
    shown: `[${label}]`,
    says: [
      [`Verdict on ${id}`, `“${says}”: ${label}`],
      ...(conditions ? ([['True when', conditions]] as Ground['says']) : []),
      ['Instead', instead],
    ],
  };
}
